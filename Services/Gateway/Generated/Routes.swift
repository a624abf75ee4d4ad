// swift-format-ignore-file
// Generated from proto/ by compose/routes: ./clikc proto
//
// Every route of the HTTP API.

internal import CatalogueContract
internal import GatewayContract
internal import IdentityContract
internal import NotificationContract
internal import ProgressContract

extension Route {
  /// The whole API, in the order of the contracts.
  static let all: [Route] =
    identitySessions
    + identityPasswords
    + identityAccounts
    + identityAdministrations
    + identityPolicies
    + identityRegister
    + identityAudit
    + identityImports
    + identityPeople
    + identityPolicyDocuments
    + identityPrivacy
    + identityProfiles
    + identityAccountRequests
    + identitySecondFactors
    + identitySecurity
    + catalogueCategories
    + catalogueCourses
    + catalogueEnrolments
    + catalogueEnrolmentData
    + progressProgressData
    + progressProgress
    + progressLessons
    + progressQuizzes
    + progressGrades
    + notificationCertificates
    + notificationMail
    + notificationMailData
    + notificationCertificateRegister
    + gatewayPages

  private static let identitySessions: [Route] = [
    Route(
      name: "clikc.identity.v1.Sessions/SignIn", verb: .post, path: [.literal("api"), .literal("v1"), .literal("sessions")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.SignInRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_SignInRequest) in
      try await callees.sessions.signIn(request)
    },
    Route(
      name: "clikc.identity.v1.Sessions/SignOut", verb: .delete, path: [.literal("api"), .literal("v1"), .literal("sessions"), .literal("current")],
      access: .firstFactor, maximumBodyBytes: 65536, hasBody: false,
      effect: .idempotent, request: "clikc.identity.v1.SignOutRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_SignOutRequest) in
      try await callees.sessions.signOut(request)
    },
  ]

  private static let identityPasswords: [Route] = [
    Route(
      name: "clikc.identity.v1.Passwords/ChangePassword", verb: .put, path: [.literal("api"), .literal("v1"), .literal("password")],
      access: .session, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.ChangePasswordRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ChangePasswordRequest) in
      try await callees.passwords.changePassword(request)
    },
    Route(
      name: "clikc.identity.v1.Passwords/RequestPasswordReset", verb: .post, path: [.literal("api"), .literal("v1"), .literal("password-resets")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.RequestPasswordResetRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_RequestPasswordResetRequest) in
      try await callees.passwords.requestPasswordReset(request)
    },
    Route(
      name: "clikc.identity.v1.Passwords/ResetPassword", verb: .post, path: [.literal("api"), .literal("v1"), .literal("password-resets"), .field("token")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.ResetPasswordRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ResetPasswordRequest) in
      try await callees.passwords.resetPassword(request)
    },
  ]

  private static let identityAccounts: [Route] = [
    Route(
      name: "clikc.identity.v1.Accounts/CreateAccount", verb: .post, path: [.literal("api"), .literal("v1"), .literal("accounts")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.CreateAccountRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_CreateAccountRequest) in
      try await callees.accounts.createAccount(request)
    },
    Route(
      name: "clikc.identity.v1.Accounts/SendInvitation", verb: .post, path: [.literal("api"), .literal("v1"), .literal("accounts"), .field("account_id"), .literal("invitation")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.SendInvitationRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_SendInvitationRequest) in
      try await callees.accounts.sendInvitation(request)
    },
    Route(
      name: "clikc.identity.v1.Accounts/ListAccounts", verb: .get, path: [.literal("api"), .literal("v1"), .literal("accounts")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListAccountsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListAccountsRequest) in
      try await callees.accounts.listAccounts(request)
    },
    Route(
      name: "clikc.identity.v1.Accounts/GetProfile", verb: .get, path: [.literal("api"), .literal("v1"), .literal("profile")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.GetProfileRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_GetProfileRequest) in
      try await callees.accounts.getProfile(request)
    },
    Route(
      name: "clikc.identity.v1.Accounts/UpdateProfile", verb: .put, path: [.literal("api"), .literal("v1"), .literal("profile")],
      access: .policyAccepted, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.UpdateProfileRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_UpdateProfileRequest) in
      try await callees.accounts.updateProfile(request)
    },
  ]

  private static let identityAdministrations: [Route] = [
    Route(
      name: "clikc.identity.v1.Administrations/PutAdministration", verb: .put, path: [.literal("api"), .literal("v1"), .literal("administrations"), .field("code")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.identity.v1.PutAdministrationRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_PutAdministrationRequest) in
      try await callees.administrations.putAdministration(request)
    },
    Route(
      name: "clikc.identity.v1.Administrations/ListAdministrations", verb: .get, path: [.literal("api"), .literal("v1"), .literal("administrations")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListAdministrationsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListAdministrationsRequest) in
      try await callees.administrations.listAdministrations(request)
    },
  ]

  private static let identityPolicies: [Route] = [
    Route(
      name: "clikc.identity.v1.Policies/GetPolicy", verb: .get, path: [.literal("api"), .literal("v1"), .literal("policy"), .field("language")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.GetPolicyRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_GetPolicyRequest) in
      try await callees.policies.getPolicy(request)
    },
    Route(
      name: "clikc.identity.v1.Policies/AnswerPolicy", verb: .post, path: [.literal("api"), .literal("v1"), .literal("policy"), .literal("answers")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.identity.v1.AnswerPolicyRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_AnswerPolicyRequest) in
      try await callees.policies.answerPolicy(request)
    },
    Route(
      name: "clikc.identity.v1.Policies/PublishPolicy", verb: .post, path: [.literal("api"), .literal("v1"), .literal("policy"), .literal("versions")],
      access: .open, maximumBodyBytes: 1048576, hasBody: true,
      effect: .once, request: "clikc.identity.v1.PublishPolicyRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_PublishPolicyRequest) in
      try await callees.policies.publishPolicy(request)
    },
  ]

  private static let identityRegister: [Route] = [
    Route(
      name: "clikc.identity.v1.Register/ListRegister", verb: .get, path: [.literal("api"), .literal("v1"), .literal("register")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListRegisterRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListRegisterRequest) in
      try await callees.register.listRegister(request)
    },
    Route(
      name: "clikc.identity.v1.Register/GetRegisterEntry", verb: .get, path: [.literal("api"), .literal("v1"), .literal("register"), .field("code")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.GetRegisterEntryRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_GetRegisterEntryRequest) in
      try await callees.register.getRegisterEntry(request)
    },
    Route(
      name: "clikc.identity.v1.Register/UpdateRegisterEntry", verb: .put, path: [.literal("api"), .literal("v1"), .literal("register"), .field("code")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.identity.v1.UpdateRegisterEntryRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_UpdateRegisterEntryRequest) in
      try await callees.register.updateRegisterEntry(request)
    },
    Route(
      name: "clikc.identity.v1.Register/ListAdministrationNames", verb: .get, path: [.literal("api"), .literal("v1"), .literal("administration-names"), .field("language")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListAdministrationNamesRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListAdministrationNamesRequest) in
      try await callees.register.listAdministrationNames(request)
    },
  ]

  private static let identityAudit: [Route] = [
    Route(
      name: "clikc.identity.v1.Audit/SearchAudit", verb: .get, path: [.literal("api"), .literal("v1"), .literal("audit")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.SearchAuditRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_SearchAuditRequest) in
      try await callees.audit.searchAudit(request)
    },
    Route(
      name: "clikc.identity.v1.Audit/ListReaders", verb: .get, path: [.literal("api"), .literal("v1"), .literal("readers")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListReadersRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListReadersRequest) in
      try await callees.audit.listReaders(request)
    },
  ]

  private static let identityImports: [Route] = [
    Route(
      name: "clikc.identity.v1.Imports/CreateImport", verb: .post, path: [.literal("api"), .literal("v1"), .literal("imports")],
      access: .open, maximumBodyBytes: 5500000, hasBody: true,
      effect: .once, request: "clikc.identity.v1.CreateImportRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_CreateImportRequest) in
      try await callees.imports.createImport(request)
    },
    Route(
      name: "clikc.identity.v1.Imports/ListImports", verb: .get, path: [.literal("api"), .literal("v1"), .literal("imports")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListImportsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListImportsRequest) in
      try await callees.imports.listImports(request)
    },
    Route(
      name: "clikc.identity.v1.Imports/GetImport", verb: .get, path: [.literal("api"), .literal("v1"), .literal("imports"), .field("import_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.GetImportRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_GetImportRequest) in
      try await callees.imports.getImport(request)
    },
    Route(
      name: "clikc.identity.v1.Imports/ListImportRows", verb: .get, path: [.literal("api"), .literal("v1"), .literal("imports"), .field("import_id"), .literal("rows")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListImportRowsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListImportRowsRequest) in
      try await callees.imports.listImportRows(request)
    },
    Route(
      name: "clikc.identity.v1.Imports/ApplyImport", verb: .post, path: [.literal("api"), .literal("v1"), .literal("imports"), .field("import_id"), .literal("application")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.ApplyImportRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ApplyImportRequest) in
      try await callees.imports.applyImport(request)
    },
    Route(
      name: "clikc.identity.v1.Imports/UndoImport", verb: .post, path: [.literal("api"), .literal("v1"), .literal("imports"), .field("import_id"), .literal("reversal")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.UndoImportRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_UndoImportRequest) in
      try await callees.imports.undoImport(request)
    },
    Route(
      name: "clikc.identity.v1.Imports/MakeSlips", verb: .post, path: [.literal("api"), .literal("v1"), .literal("imports"), .field("import_id"), .literal("slips")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.MakeSlipsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_MakeSlipsRequest) in
      try await callees.imports.makeSlips(request)
    },
  ]

  private static let identityPeople: [Route] = [
    Route(
      name: "clikc.identity.v1.People/ListPeople", verb: .get, path: [.literal("api"), .literal("v1"), .literal("people")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListPeopleRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListPeopleRequest) in
      try await callees.people.listPeople(request)
    },
    Route(
      name: "clikc.identity.v1.People/CountPeople", verb: .get, path: [.literal("api"), .literal("v1"), .literal("people-count")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.CountPeopleRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_CountPeopleRequest) in
      try await callees.people.countPeople(request)
    },
    Route(
      name: "clikc.identity.v1.People/GetPerson", verb: .get, path: [.literal("api"), .literal("v1"), .literal("people"), .field("account_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.GetPersonRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_GetPersonRequest) in
      try await callees.people.getPerson(request)
    },
    Route(
      name: "clikc.identity.v1.People/SuspendPerson", verb: .post, path: [.literal("api"), .literal("v1"), .literal("people"), .field("account_id"), .literal("suspension")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.identity.v1.SuspendPersonRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_SuspendPersonRequest) in
      try await callees.people.suspendPerson(request)
    },
    Route(
      name: "clikc.identity.v1.People/ReactivatePerson", verb: .delete, path: [.literal("api"), .literal("v1"), .literal("people"), .field("account_id"), .literal("suspension")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .idempotent, request: "clikc.identity.v1.ReactivatePersonRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ReactivatePersonRequest) in
      try await callees.people.reactivatePerson(request)
    },
    Route(
      name: "clikc.identity.v1.People/RenamePerson", verb: .put, path: [.literal("api"), .literal("v1"), .literal("people"), .field("account_id"), .literal("names")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.RenamePersonRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_RenamePersonRequest) in
      try await callees.people.renamePerson(request)
    },
    Route(
      name: "clikc.identity.v1.People/MovePerson", verb: .put, path: [.literal("api"), .literal("v1"), .literal("people"), .field("account_id"), .literal("administration")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.MovePersonRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_MovePersonRequest) in
      try await callees.people.movePerson(request)
    },
    Route(
      name: "clikc.identity.v1.People/SetRoles", verb: .put, path: [.literal("api"), .literal("v1"), .literal("people"), .field("account_id"), .literal("roles")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.SetRolesRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_SetRolesRequest) in
      try await callees.people.setRoles(request)
    },
  ]

  private static let identityPolicyDocuments: [Route] = [
    Route(
      name: "clikc.identity.v1.PolicyDocuments/ListPolicies", verb: .get, path: [.literal("api"), .literal("v1"), .literal("policies")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListPoliciesRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListPoliciesRequest) in
      try await callees.policyDocuments.listPolicies(request)
    },
    Route(
      name: "clikc.identity.v1.PolicyDocuments/ReadPolicy", verb: .get, path: [.literal("api"), .literal("v1"), .literal("policies"), .field("slug"), .field("language")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ReadPolicyRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ReadPolicyRequest) in
      try await callees.policyDocuments.readPolicy(request)
    },
    Route(
      name: "clikc.identity.v1.PolicyDocuments/ListMyPolicies", verb: .get, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("policies")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListMyPoliciesRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListMyPoliciesRequest) in
      try await callees.policyDocuments.listMyPolicies(request)
    },
    Route(
      name: "clikc.identity.v1.PolicyDocuments/WithdrawPolicy", verb: .post, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("policies"), .field("slug"), .literal("withdrawal")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.identity.v1.WithdrawPolicyRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_WithdrawPolicyRequest) in
      try await callees.policyDocuments.withdrawPolicy(request)
    },
    Route(
      name: "clikc.identity.v1.PolicyDocuments/ListPolicyDocuments", verb: .get, path: [.literal("api"), .literal("v1"), .literal("policy-documents")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListPolicyDocumentsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListPolicyDocumentsRequest) in
      try await callees.policyDocuments.listPolicyDocuments(request)
    },
    Route(
      name: "clikc.identity.v1.PolicyDocuments/GetPolicyDocument", verb: .get, path: [.literal("api"), .literal("v1"), .literal("policy-documents"), .field("slug")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.GetPolicyDocumentRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_GetPolicyDocumentRequest) in
      try await callees.policyDocuments.getPolicyDocument(request)
    },
    Route(
      name: "clikc.identity.v1.PolicyDocuments/CreatePolicyDocument", verb: .post, path: [.literal("api"), .literal("v1"), .literal("policy-documents")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.CreatePolicyDocumentRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_CreatePolicyDocumentRequest) in
      try await callees.policyDocuments.createPolicyDocument(request)
    },
    Route(
      name: "clikc.identity.v1.PolicyDocuments/PutPolicyDocument", verb: .put, path: [.literal("api"), .literal("v1"), .literal("policy-documents"), .field("slug")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.identity.v1.PutPolicyDocumentRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_PutPolicyDocumentRequest) in
      try await callees.policyDocuments.putPolicyDocument(request)
    },
    Route(
      name: "clikc.identity.v1.PolicyDocuments/PutPolicyDraft", verb: .put, path: [.literal("api"), .literal("v1"), .literal("policy-documents"), .field("slug"), .literal("drafts"), .field("language")],
      access: .open, maximumBodyBytes: 1048576, hasBody: true,
      effect: .once, request: "clikc.identity.v1.PutPolicyDraftRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_PutPolicyDraftRequest) in
      try await callees.policyDocuments.putPolicyDraft(request)
    },
    Route(
      name: "clikc.identity.v1.PolicyDocuments/PublishPolicyDraft", verb: .post, path: [.literal("api"), .literal("v1"), .literal("policy-documents"), .field("slug"), .literal("versions")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.PublishPolicyDraftRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_PublishPolicyDraftRequest) in
      try await callees.policyDocuments.publishPolicyDraft(request)
    },
    Route(
      name: "clikc.identity.v1.PolicyDocuments/GetPolicyReport", verb: .get, path: [.literal("api"), .literal("v1"), .literal("policy-documents"), .field("slug"), .literal("report")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.GetPolicyReportRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_GetPolicyReportRequest) in
      try await callees.policyDocuments.getPolicyReport(request)
    },
  ]

  private static let identityPrivacy: [Route] = [
    Route(
      name: "clikc.identity.v1.Privacy/ExportMyAccount", verb: .get, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("data"), .literal("account")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ExportMyAccountRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ExportMyAccountRequest) in
      try await callees.privacy.exportMyAccount(request)
    },
    Route(
      name: "clikc.identity.v1.Privacy/GetMyErasure", verb: .get, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("erasure")],
      access: .session, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.GetMyErasureRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_GetMyErasureRequest) in
      try await callees.privacy.getMyErasure(request)
    },
    Route(
      name: "clikc.identity.v1.Privacy/RequestErasure", verb: .post, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("erasure")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.identity.v1.RequestErasureRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_RequestErasureRequest) in
      try await callees.privacy.requestErasure(request)
    },
    Route(
      name: "clikc.identity.v1.Privacy/WithdrawErasure", verb: .delete, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("erasure")],
      access: .session, maximumBodyBytes: 65536, hasBody: false,
      effect: .idempotent, request: "clikc.identity.v1.WithdrawErasureRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_WithdrawErasureRequest) in
      try await callees.privacy.withdrawErasure(request)
    },
    Route(
      name: "clikc.identity.v1.Privacy/ListErasures", verb: .get, path: [.literal("api"), .literal("v1"), .literal("erasures")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListErasuresRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListErasuresRequest) in
      try await callees.privacy.listErasures(request)
    },
    Route(
      name: "clikc.identity.v1.Privacy/DecideErasure", verb: .post, path: [.literal("api"), .literal("v1"), .literal("erasures"), .field("account_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.DecideErasureRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_DecideErasureRequest) in
      try await callees.privacy.decideErasure(request)
    },
  ]

  private static let identityProfiles: [Route] = [
    Route(
      name: "clikc.identity.v1.Profiles/ShowProfile", verb: .get, path: [.literal("api"), .literal("v1"), .literal("profiles"), .field("account_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ShowProfileRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ShowProfileRequest) in
      try await callees.profiles.showProfile(request)
    },
    Route(
      name: "clikc.identity.v1.Profiles/RemovePhoto", verb: .delete, path: [.literal("api"), .literal("v1"), .literal("profile"), .literal("photo")],
      access: .policyAccepted, maximumBodyBytes: 65536, hasBody: false,
      effect: .idempotent, request: "clikc.identity.v1.RemovePhotoRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_RemovePhotoRequest) in
      try await callees.profiles.removePhoto(request)
    },
  ]

  private static let identityAccountRequests: [Route] = [
    Route(
      name: "clikc.identity.v1.AccountRequests/RequestAccount", verb: .post, path: [.literal("api"), .literal("v1"), .literal("account-requests")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.RequestAccountRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_RequestAccountRequest) in
      try await callees.accountRequests.requestAccount(request)
    },
    Route(
      name: "clikc.identity.v1.AccountRequests/ListAccountRequests", verb: .get, path: [.literal("api"), .literal("v1"), .literal("account-requests")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListAccountRequestsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListAccountRequestsRequest) in
      try await callees.accountRequests.listAccountRequests(request)
    },
    Route(
      name: "clikc.identity.v1.AccountRequests/GetAccountRequest", verb: .get, path: [.literal("api"), .literal("v1"), .literal("account-requests"), .field("request_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.GetAccountRequestRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_GetAccountRequestRequest) in
      try await callees.accountRequests.getAccountRequest(request)
    },
    Route(
      name: "clikc.identity.v1.AccountRequests/ApproveAccountRequest", verb: .post, path: [.literal("api"), .literal("v1"), .literal("account-requests"), .field("request_id"), .literal("approval")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.ApproveAccountRequestRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ApproveAccountRequestRequest) in
      try await callees.accountRequests.approveAccountRequest(request)
    },
    Route(
      name: "clikc.identity.v1.AccountRequests/RefuseAccountRequest", verb: .post, path: [.literal("api"), .literal("v1"), .literal("account-requests"), .field("request_id"), .literal("refusal")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.RefuseAccountRequestRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_RefuseAccountRequestRequest) in
      try await callees.accountRequests.refuseAccountRequest(request)
    },
  ]

  private static let identitySecondFactors: [Route] = [
    Route(
      name: "clikc.identity.v1.SecondFactors/GetSecondFactor", verb: .get, path: [.literal("api"), .literal("v1"), .literal("second-factor")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.GetSecondFactorRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_GetSecondFactorRequest) in
      try await callees.secondFactors.getSecondFactor(request)
    },
    Route(
      name: "clikc.identity.v1.SecondFactors/BeginSecondFactor", verb: .post, path: [.literal("api"), .literal("v1"), .literal("second-factor")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.identity.v1.BeginSecondFactorRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_BeginSecondFactorRequest) in
      try await callees.secondFactors.beginSecondFactor(request)
    },
    Route(
      name: "clikc.identity.v1.SecondFactors/ConfirmSecondFactor", verb: .post, path: [.literal("api"), .literal("v1"), .literal("second-factor"), .literal("confirmation")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.ConfirmSecondFactorRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ConfirmSecondFactorRequest) in
      try await callees.secondFactors.confirmSecondFactor(request)
    },
    Route(
      name: "clikc.identity.v1.SecondFactors/EnterCode", verb: .post, path: [.literal("api"), .literal("v1"), .literal("sessions"), .literal("current"), .literal("code")],
      access: .firstFactor, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.EnterCodeRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_EnterCodeRequest) in
      try await callees.secondFactors.enterCode(request)
    },
    Route(
      name: "clikc.identity.v1.SecondFactors/RenewRecoveryCodes", verb: .post, path: [.literal("api"), .literal("v1"), .literal("second-factor"), .literal("recovery-codes")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.RenewRecoveryCodesRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_RenewRecoveryCodesRequest) in
      try await callees.secondFactors.renewRecoveryCodes(request)
    },
    Route(
      name: "clikc.identity.v1.SecondFactors/RemoveSecondFactor", verb: .post, path: [.literal("api"), .literal("v1"), .literal("second-factor"), .literal("removal")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.identity.v1.RemoveSecondFactorRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_RemoveSecondFactorRequest) in
      try await callees.secondFactors.removeSecondFactor(request)
    },
    Route(
      name: "clikc.identity.v1.SecondFactors/ResetSecondFactor", verb: .delete, path: [.literal("api"), .literal("v1"), .literal("accounts"), .field("account_id"), .literal("second-factor")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .idempotent, request: "clikc.identity.v1.ResetSecondFactorRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ResetSecondFactorRequest) in
      try await callees.secondFactors.resetSecondFactor(request)
    },
  ]

  private static let identitySecurity: [Route] = [
    Route(
      name: "clikc.identity.v1.Security/ListSessions", verb: .get, path: [.literal("api"), .literal("v1"), .literal("sessions")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListSessionsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListSessionsRequest) in
      try await callees.security.listSessions(request)
    },
    Route(
      name: "clikc.identity.v1.Security/EndSession", verb: .delete, path: [.literal("api"), .literal("v1"), .literal("sessions"), .field("session_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .idempotent, request: "clikc.identity.v1.EndSessionRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_EndSessionRequest) in
      try await callees.security.endSession(request)
    },
    Route(
      name: "clikc.identity.v1.Security/EndAllSessions", verb: .delete, path: [.literal("api"), .literal("v1"), .literal("sessions")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .idempotent, request: "clikc.identity.v1.EndAllSessionsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_EndAllSessionsRequest) in
      try await callees.security.endAllSessions(request)
    },
    Route(
      name: "clikc.identity.v1.Security/ListSignIns", verb: .get, path: [.literal("api"), .literal("v1"), .literal("sign-ins")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListSignInsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListSignInsRequest) in
      try await callees.security.listSignIns(request)
    },
    Route(
      name: "clikc.identity.v1.Security/ListPersonSessions", verb: .get, path: [.literal("api"), .literal("v1"), .literal("people"), .field("account_id"), .literal("sessions")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListPersonSessionsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListPersonSessionsRequest) in
      try await callees.security.listPersonSessions(request)
    },
    Route(
      name: "clikc.identity.v1.Security/EndPersonSessions", verb: .delete, path: [.literal("api"), .literal("v1"), .literal("people"), .field("account_id"), .literal("sessions")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .idempotent, request: "clikc.identity.v1.EndPersonSessionsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_EndPersonSessionsRequest) in
      try await callees.security.endPersonSessions(request)
    },
    Route(
      name: "clikc.identity.v1.Security/ListOpenSessions", verb: .get, path: [.literal("api"), .literal("v1"), .literal("open-sessions")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.identity.v1.ListOpenSessionsRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_ListOpenSessionsRequest) in
      try await callees.security.listOpenSessions(request)
    },
    Route(
      name: "clikc.identity.v1.Security/EndOpenSession", verb: .delete, path: [.literal("api"), .literal("v1"), .literal("open-sessions"), .field("session_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .idempotent, request: "clikc.identity.v1.EndOpenSessionRequest"
    ) { (callees: Callees, request: Clikc_Identity_V1_EndOpenSessionRequest) in
      try await callees.security.endOpenSession(request)
    },
  ]

  private static let catalogueCategories: [Route] = [
    Route(
      name: "clikc.catalogue.v1.Categories/PutCategory", verb: .put, path: [.literal("api"), .literal("v1"), .literal("categories"), .field("code")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.catalogue.v1.PutCategoryRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_PutCategoryRequest) in
      try await callees.categories.putCategory(request)
    },
  ]

  private static let catalogueCourses: [Route] = [
    Route(
      name: "clikc.catalogue.v1.Courses/PublishCourse", verb: .put, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("document.code")],
      access: .open, maximumBodyBytes: 2097152, hasBody: true,
      effect: .idempotent, request: "clikc.catalogue.v1.PublishCourseRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_PublishCourseRequest) in
      try await callees.courses.publishCourse(request)
    },
    Route(
      name: "clikc.catalogue.v1.Courses/ListMyCourses", verb: .get, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("courses")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.catalogue.v1.ListMyCoursesRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_ListMyCoursesRequest) in
      try await callees.courses.listMyCourses(request)
    },
    Route(
      name: "clikc.catalogue.v1.Courses/StarCourse", verb: .put, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("courses"), .field("course_id"), .literal("star")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.catalogue.v1.StarCourseRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_StarCourseRequest) in
      try await callees.courses.starCourse(request)
    },
    Route(
      name: "clikc.catalogue.v1.Courses/GetCourse", verb: .get, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.catalogue.v1.GetCourseRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_GetCourseRequest) in
      try await callees.courses.getCourse(request)
    },
    Route(
      name: "clikc.catalogue.v1.Courses/GetLesson", verb: .get, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("lessons"), .field("activity_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.catalogue.v1.GetLessonRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_GetLessonRequest) in
      try await callees.courses.getLesson(request)
    },
    Route(
      name: "clikc.catalogue.v1.Courses/GetFigures", verb: .get, path: [.literal("api"), .literal("v1"), .literal("figures")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.catalogue.v1.GetFiguresRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_GetFiguresRequest) in
      try await callees.courses.getFigures(request)
    },
  ]

  private static let catalogueEnrolments: [Route] = [
    Route(
      name: "clikc.catalogue.v1.Enrolments/Enrol", verb: .post, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("participants")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.catalogue.v1.EnrolRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_EnrolRequest) in
      try await callees.enrolments.enrol(request)
    },
    Route(
      name: "clikc.catalogue.v1.Enrolments/SetDueDate", verb: .put, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("participants"), .field("account_id"), .literal("due-date")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.catalogue.v1.SetDueDateRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_SetDueDateRequest) in
      try await callees.enrolments.setDueDate(request)
    },
    Route(
      name: "clikc.catalogue.v1.Enrolments/Unenrol", verb: .delete, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("participants"), .field("account_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .idempotent, request: "clikc.catalogue.v1.UnenrolRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_UnenrolRequest) in
      try await callees.enrolments.unenrol(request)
    },
    Route(
      name: "clikc.catalogue.v1.Enrolments/ListParticipants", verb: .get, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("participants")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.catalogue.v1.ListParticipantsRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_ListParticipantsRequest) in
      try await callees.enrolments.listParticipants(request)
    },
    Route(
      name: "clikc.catalogue.v1.Enrolments/FindPeople", verb: .get, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("candidates")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.catalogue.v1.FindPeopleRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_FindPeopleRequest) in
      try await callees.enrolments.findPeople(request)
    },
    Route(
      name: "clikc.catalogue.v1.Enrolments/CountLearners", verb: .get, path: [.literal("api"), .literal("v1"), .literal("learner-count")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.catalogue.v1.CountLearnersRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_CountLearnersRequest) in
      try await callees.enrolments.countLearners(request)
    },
  ]

  private static let catalogueEnrolmentData: [Route] = [
    Route(
      name: "clikc.catalogue.v1.EnrolmentData/ExportMyEnrolments", verb: .get, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("data"), .literal("enrolments")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.catalogue.v1.ExportMyEnrolmentsRequest"
    ) { (callees: Callees, request: Clikc_Catalogue_V1_ExportMyEnrolmentsRequest) in
      try await callees.enrolmentData.exportMyEnrolments(request)
    },
  ]

  private static let progressProgressData: [Route] = [
    Route(
      name: "clikc.progress.v1.ProgressData/ExportMyProgress", verb: .get, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("data"), .literal("progress")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.progress.v1.ExportMyProgressRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_ExportMyProgressRequest) in
      try await callees.progressData.exportMyProgress(request)
    },
  ]

  private static let progressProgress: [Route] = [
    Route(
      name: "clikc.progress.v1.Progress/ListMyProgress", verb: .get, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("progress")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.progress.v1.ListMyProgressRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_ListMyProgressRequest) in
      try await callees.progress.listMyProgress(request)
    },
    Route(
      name: "clikc.progress.v1.Progress/GetCourseProgress", verb: .get, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("progress")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.progress.v1.GetCourseProgressRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_GetCourseProgressRequest) in
      try await callees.progress.getCourseProgress(request)
    },
  ]

  private static let progressLessons: [Route] = [
    Route(
      name: "clikc.progress.v1.Lessons/GetLessonState", verb: .get, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("lessons"), .field("activity_id"), .literal("state")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.progress.v1.GetLessonStateRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_GetLessonStateRequest) in
      try await callees.lessons.getLessonState(request)
    },
    Route(
      name: "clikc.progress.v1.Lessons/VisitSlide", verb: .post, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("lessons"), .field("activity_id"), .literal("visits")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.progress.v1.VisitSlideRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_VisitSlideRequest) in
      try await callees.lessons.visitSlide(request)
    },
    Route(
      name: "clikc.progress.v1.Lessons/AnswerCheck", verb: .post, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("lessons"), .field("activity_id"), .literal("checks")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.progress.v1.AnswerCheckRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_AnswerCheckRequest) in
      try await callees.lessons.answerCheck(request)
    },
  ]

  private static let progressQuizzes: [Route] = [
    Route(
      name: "clikc.progress.v1.Quizzes/ListAttempts", verb: .get, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("quizzes"), .field("activity_id"), .literal("attempts")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.progress.v1.ListAttemptsRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_ListAttemptsRequest) in
      try await callees.quizzes.listAttempts(request)
    },
    Route(
      name: "clikc.progress.v1.Quizzes/StartAttempt", verb: .post, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("quizzes"), .field("activity_id"), .literal("attempts")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.progress.v1.StartAttemptRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_StartAttemptRequest) in
      try await callees.quizzes.startAttempt(request)
    },
    Route(
      name: "clikc.progress.v1.Quizzes/GetAttempt", verb: .get, path: [.literal("api"), .literal("v1"), .literal("attempts"), .field("attempt_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.progress.v1.GetAttemptRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_GetAttemptRequest) in
      try await callees.quizzes.getAttempt(request)
    },
    Route(
      name: "clikc.progress.v1.Quizzes/SaveAnswer", verb: .put, path: [.literal("api"), .literal("v1"), .literal("attempts"), .field("attempt_id"), .literal("answers"), .field("question_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.progress.v1.SaveAnswerRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_SaveAnswerRequest) in
      try await callees.quizzes.saveAnswer(request)
    },
    Route(
      name: "clikc.progress.v1.Quizzes/FinishAttempt", verb: .post, path: [.literal("api"), .literal("v1"), .literal("attempts"), .field("attempt_id"), .literal("finish")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.progress.v1.FinishAttemptRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_FinishAttemptRequest) in
      try await callees.quizzes.finishAttempt(request)
    },
  ]

  private static let progressGrades: [Route] = [
    Route(
      name: "clikc.progress.v1.Grades/ListMyGrades", verb: .get, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("grades")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.progress.v1.ListMyGradesRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_ListMyGradesRequest) in
      try await callees.grades.listMyGrades(request)
    },
    Route(
      name: "clikc.progress.v1.Grades/GetGradeReport", verb: .get, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("grades")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.progress.v1.GetGradeReportRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_GetGradeReportRequest) in
      try await callees.grades.getGradeReport(request)
    },
    Route(
      name: "clikc.progress.v1.Grades/GetLearnerReport", verb: .get, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("participants"), .field("account_id"), .literal("grades")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.progress.v1.GetLearnerReportRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_GetLearnerReportRequest) in
      try await callees.grades.getLearnerReport(request)
    },
    Route(
      name: "clikc.progress.v1.Grades/DecideGrade", verb: .put, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("participants"), .field("account_id"), .literal("grades"), .field("activity_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.progress.v1.DecideGradeRequest"
    ) { (callees: Callees, request: Clikc_Progress_V1_DecideGradeRequest) in
      try await callees.grades.decideGrade(request)
    },
  ]

  private static let notificationCertificates: [Route] = [
    Route(
      name: "clikc.notification.v1.Certificates/GetMyCertificate", verb: .get, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("certificate")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.GetMyCertificateRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_GetMyCertificateRequest) in
      try await callees.certificates.getMyCertificate(request)
    },
    Route(
      name: "clikc.notification.v1.Certificates/ListMyCertificates", verb: .get, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("certificates")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.ListMyCertificatesRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ListMyCertificatesRequest) in
      try await callees.certificates.listMyCertificates(request)
    },
    Route(
      name: "clikc.notification.v1.Certificates/VerifyCertificate", verb: .get, path: [.literal("api"), .literal("v1"), .literal("certificates"), .field("code")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.VerifyCertificateRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_VerifyCertificateRequest) in
      try await callees.certificates.verifyCertificate(request)
    },
    Route(
      name: "clikc.notification.v1.Certificates/ShowHolder", verb: .put, path: [.literal("api"), .literal("v1"), .literal("courses"), .field("course_id"), .literal("certificate"), .literal("holder")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.notification.v1.ShowHolderRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ShowHolderRequest) in
      try await callees.certificates.showHolder(request)
    },
    Route(
      name: "clikc.notification.v1.Certificates/ListCertificateKeys", verb: .get, path: [.literal("api"), .literal("v1"), .literal("certificate-keys")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.ListCertificateKeysRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ListCertificateKeysRequest) in
      try await callees.certificates.listCertificateKeys(request)
    },
  ]

  private static let notificationMail: [Route] = [
    Route(
      name: "clikc.notification.v1.Mail/ListMail", verb: .get, path: [.literal("api"), .literal("v1"), .literal("accounts"), .field("account_id"), .literal("mail")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.ListMailRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ListMailRequest) in
      try await callees.mail.listMail(request)
    },
    Route(
      name: "clikc.notification.v1.Mail/ListInvitations", verb: .get, path: [.literal("api"), .literal("v1"), .literal("invitations")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.ListInvitationsRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ListInvitationsRequest) in
      try await callees.mail.listInvitations(request)
    },
    Route(
      name: "clikc.notification.v1.Mail/ListUndelivered", verb: .get, path: [.literal("api"), .literal("v1"), .literal("undelivered-mail")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.ListUndeliveredRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ListUndeliveredRequest) in
      try await callees.mail.listUndelivered(request)
    },
    Route(
      name: "clikc.notification.v1.Mail/CountUndelivered", verb: .get, path: [.literal("api"), .literal("v1"), .literal("undelivered-mail"), .literal("count")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.CountUndeliveredRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_CountUndeliveredRequest) in
      try await callees.mail.countUndelivered(request)
    },
    Route(
      name: "clikc.notification.v1.Mail/ListSuppressed", verb: .get, path: [.literal("api"), .literal("v1"), .literal("suppressed-addresses")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.ListSuppressedRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ListSuppressedRequest) in
      try await callees.mail.listSuppressed(request)
    },
    Route(
      name: "clikc.notification.v1.Mail/GetSuppressed", verb: .get, path: [.literal("api"), .literal("v1"), .literal("suppressed-addresses"), .field("suppression_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.GetSuppressedRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_GetSuppressedRequest) in
      try await callees.mail.getSuppressed(request)
    },
    Route(
      name: "clikc.notification.v1.Mail/LiftSuppression", verb: .post, path: [.literal("api"), .literal("v1"), .literal("suppressed-addresses"), .field("suppression_id"), .literal("lift")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.notification.v1.LiftSuppressionRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_LiftSuppressionRequest) in
      try await callees.mail.liftSuppression(request)
    },
    Route(
      name: "clikc.notification.v1.Mail/NoteLinkOpened", verb: .post, path: [.literal("api"), .literal("v1"), .literal("mail"), .field("mail_id"), .literal("opened")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.notification.v1.NoteLinkOpenedRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_NoteLinkOpenedRequest) in
      try await callees.mail.noteLinkOpened(request)
    },
    Route(
      name: "clikc.notification.v1.Mail/Unsubscribe", verb: .post, path: [.literal("api"), .literal("v1"), .literal("mail"), .field("mail_id"), .literal("unsubscribe")],
      access: .anyone, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.notification.v1.UnsubscribeRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_UnsubscribeRequest) in
      try await callees.mail.unsubscribe(request)
    },
    Route(
      name: "clikc.notification.v1.Mail/ListTemplates", verb: .get, path: [.literal("api"), .literal("v1"), .literal("mail-templates")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.ListTemplatesRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ListTemplatesRequest) in
      try await callees.mail.listTemplates(request)
    },
    Route(
      name: "clikc.notification.v1.Mail/PreviewTemplate", verb: .get, path: [.literal("api"), .literal("v1"), .literal("mail-templates"), .field("name"), .field("language")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.PreviewTemplateRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_PreviewTemplateRequest) in
      try await callees.mail.previewTemplate(request)
    },
  ]

  private static let notificationMailData: [Route] = [
    Route(
      name: "clikc.notification.v1.MailData/ExportMyMail", verb: .get, path: [.literal("api"), .literal("v1"), .literal("my"), .literal("data"), .literal("mail")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.ExportMyMailRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ExportMyMailRequest) in
      try await callees.mailData.exportMyMail(request)
    },
  ]

  private static let notificationCertificateRegister: [Route] = [
    Route(
      name: "clikc.notification.v1.CertificateRegister/ListCertificates", verb: .get, path: [.literal("api"), .literal("v1"), .literal("certificate-register")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.ListCertificatesRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ListCertificatesRequest) in
      try await callees.certificateRegister.listCertificates(request)
    },
    Route(
      name: "clikc.notification.v1.CertificateRegister/CountCertificates", verb: .get, path: [.literal("api"), .literal("v1"), .literal("certificate-count")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.CountCertificatesRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_CountCertificatesRequest) in
      try await callees.certificateRegister.countCertificates(request)
    },
    Route(
      name: "clikc.notification.v1.CertificateRegister/GetCertificate", verb: .get, path: [.literal("api"), .literal("v1"), .literal("certificate-register"), .field("certificate_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.GetCertificateRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_GetCertificateRequest) in
      try await callees.certificateRegister.getCertificate(request)
    },
    Route(
      name: "clikc.notification.v1.CertificateRegister/ListRevocations", verb: .get, path: [.literal("api"), .literal("v1"), .literal("revocations")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.notification.v1.ListRevocationsRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ListRevocationsRequest) in
      try await callees.certificateRegister.listRevocations(request)
    },
    Route(
      name: "clikc.notification.v1.CertificateRegister/ProposeRevocation", verb: .post, path: [.literal("api"), .literal("v1"), .literal("certificate-register"), .field("certificate_id"), .literal("revocations")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .once, request: "clikc.notification.v1.ProposeRevocationRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ProposeRevocationRequest) in
      try await callees.certificateRegister.proposeRevocation(request)
    },
    Route(
      name: "clikc.notification.v1.CertificateRegister/DecideRevocation", verb: .post, path: [.literal("api"), .literal("v1"), .literal("revocations"), .field("proposal_id"), .literal("decision")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.notification.v1.DecideRevocationRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_DecideRevocationRequest) in
      try await callees.certificateRegister.decideRevocation(request)
    },
    Route(
      name: "clikc.notification.v1.CertificateRegister/WithdrawRevocation", verb: .post, path: [.literal("api"), .literal("v1"), .literal("revocations"), .field("proposal_id"), .literal("withdrawal")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.notification.v1.WithdrawRevocationRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_WithdrawRevocationRequest) in
      try await callees.certificateRegister.withdrawRevocation(request)
    },
    Route(
      name: "clikc.notification.v1.CertificateRegister/ReissueCertificate", verb: .post, path: [.literal("api"), .literal("v1"), .literal("certificate-register"), .field("certificate_id"), .literal("reissue")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.notification.v1.ReissueCertificateRequest"
    ) { (callees: Callees, request: Clikc_Notification_V1_ReissueCertificateRequest) in
      try await callees.certificateRegister.reissueCertificate(request)
    },
  ]

  private static let gatewayPages: [Route] = [
    Route(
      name: "clikc.gateway.v1.Pages/GetDashboard", verb: .get, path: [.literal("api"), .literal("v1"), .literal("pages"), .literal("dashboard")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.gateway.v1.GetDashboardRequest"
    ) { (callees: Callees, request: Clikc_Gateway_V1_GetDashboardRequest) in
      try await callees.pages.getDashboard(request)
    },
    Route(
      name: "clikc.gateway.v1.Pages/GetOutline", verb: .get, path: [.literal("api"), .literal("v1"), .literal("pages"), .literal("courses"), .field("course_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.gateway.v1.GetOutlineRequest"
    ) { (callees: Callees, request: Clikc_Gateway_V1_GetOutlineRequest) in
      try await callees.pages.getOutline(request)
    },
    Route(
      name: "clikc.gateway.v1.Pages/GetPlayer", verb: .get, path: [.literal("api"), .literal("v1"), .literal("pages"), .literal("courses"), .field("course_id"), .literal("lessons"), .field("activity_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.gateway.v1.GetPlayerRequest"
    ) { (callees: Callees, request: Clikc_Gateway_V1_GetPlayerRequest) in
      try await callees.pages.getPlayer(request)
    },
    Route(
      name: "clikc.gateway.v1.Pages/CheckAnswer", verb: .post, path: [.literal("api"), .literal("v1"), .literal("pages"), .literal("courses"), .field("course_id"), .literal("lessons"), .field("activity_id"), .literal("checks")],
      access: .open, maximumBodyBytes: 65536, hasBody: true,
      effect: .idempotent, request: "clikc.gateway.v1.CheckAnswerRequest"
    ) { (callees: Callees, request: Clikc_Gateway_V1_CheckAnswerRequest) in
      try await callees.pages.checkAnswer(request)
    },
    Route(
      name: "clikc.gateway.v1.Pages/ExportMyData", verb: .get, path: [.literal("api"), .literal("v1"), .literal("pages"), .literal("my-data")],
      access: .passwordChanged, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.gateway.v1.ExportMyDataRequest"
    ) { (callees: Callees, request: Clikc_Gateway_V1_ExportMyDataRequest) in
      try await callees.pages.exportMyData(request)
    },
    Route(
      name: "clikc.gateway.v1.Pages/GetAttemptPage", verb: .get, path: [.literal("api"), .literal("v1"), .literal("pages"), .literal("attempts"), .field("attempt_id")],
      access: .open, maximumBodyBytes: 65536, hasBody: false,
      effect: .none, request: "clikc.gateway.v1.GetAttemptPageRequest"
    ) { (callees: Callees, request: Clikc_Gateway_V1_GetAttemptPageRequest) in
      try await callees.pages.getAttemptPage(request)
    },
  ]
}
