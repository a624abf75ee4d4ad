// swift-format-ignore-file
// Generated from proto/ by compose/routes: ./clikc proto
//
// The fields of every request message with their limits.

extension MessageShape {
  /// By full protobuf name.
  static let all: [String: MessageShape] = [
    "clikc.identity.v1.SignInRequest": .identitySignInRequest,
    "clikc.identity.v1.SignOutRequest": .identitySignOutRequest,
    "clikc.identity.v1.ChangePasswordRequest": .identityChangePasswordRequest,
    "clikc.identity.v1.RequestPasswordResetRequest": .identityRequestPasswordResetRequest,
    "clikc.identity.v1.ResetPasswordRequest": .identityResetPasswordRequest,
    "clikc.identity.v1.CreateAccountRequest": .identityCreateAccountRequest,
    "clikc.identity.v1.SendInvitationRequest": .identitySendInvitationRequest,
    "clikc.identity.v1.ListAccountsRequest": .identityListAccountsRequest,
    "clikc.identity.v1.GetProfileRequest": .identityGetProfileRequest,
    "clikc.identity.v1.UpdateProfileRequest": .identityUpdateProfileRequest,
    "clikc.identity.v1.PutAdministrationRequest": .identityPutAdministrationRequest,
    "clikc.identity.v1.ListAdministrationsRequest": .identityListAdministrationsRequest,
    "clikc.identity.v1.GetPolicyRequest": .identityGetPolicyRequest,
    "clikc.identity.v1.AnswerPolicyRequest": .identityAnswerPolicyRequest,
    "clikc.identity.v1.PublishPolicyRequest": .identityPublishPolicyRequest,
    "clikc.identity.v1.ListRegisterRequest": .identityListRegisterRequest,
    "clikc.identity.v1.GetRegisterEntryRequest": .identityGetRegisterEntryRequest,
    "clikc.identity.v1.UpdateRegisterEntryRequest": .identityUpdateRegisterEntryRequest,
    "clikc.identity.v1.ListAdministrationNamesRequest": .identityListAdministrationNamesRequest,
    "clikc.identity.v1.SearchAuditRequest": .identitySearchAuditRequest,
    "clikc.identity.v1.ListReadersRequest": .identityListReadersRequest,
    "clikc.identity.v1.CreateImportRequest": .identityCreateImportRequest,
    "clikc.identity.v1.ListImportsRequest": .identityListImportsRequest,
    "clikc.identity.v1.GetImportRequest": .identityGetImportRequest,
    "clikc.identity.v1.ListImportRowsRequest": .identityListImportRowsRequest,
    "clikc.identity.v1.ApplyImportRequest": .identityApplyImportRequest,
    "clikc.identity.v1.UndoImportRequest": .identityUndoImportRequest,
    "clikc.identity.v1.MakeSlipsRequest": .identityMakeSlipsRequest,
    "clikc.identity.v1.ListPeopleRequest": .identityListPeopleRequest,
    "clikc.identity.v1.CountPeopleRequest": .identityCountPeopleRequest,
    "clikc.identity.v1.GetPersonRequest": .identityGetPersonRequest,
    "clikc.identity.v1.SuspendPersonRequest": .identitySuspendPersonRequest,
    "clikc.identity.v1.ReactivatePersonRequest": .identityReactivatePersonRequest,
    "clikc.identity.v1.RenamePersonRequest": .identityRenamePersonRequest,
    "clikc.identity.v1.MovePersonRequest": .identityMovePersonRequest,
    "clikc.identity.v1.SetRolesRequest": .identitySetRolesRequest,
    "clikc.identity.v1.ListPoliciesRequest": .identityListPoliciesRequest,
    "clikc.identity.v1.ReadPolicyRequest": .identityReadPolicyRequest,
    "clikc.identity.v1.ListMyPoliciesRequest": .identityListMyPoliciesRequest,
    "clikc.identity.v1.WithdrawPolicyRequest": .identityWithdrawPolicyRequest,
    "clikc.identity.v1.ListPolicyDocumentsRequest": .identityListPolicyDocumentsRequest,
    "clikc.identity.v1.GetPolicyDocumentRequest": .identityGetPolicyDocumentRequest,
    "clikc.identity.v1.CreatePolicyDocumentRequest": .identityCreatePolicyDocumentRequest,
    "clikc.identity.v1.PutPolicyDocumentRequest": .identityPutPolicyDocumentRequest,
    "clikc.identity.v1.PutPolicyDraftRequest": .identityPutPolicyDraftRequest,
    "clikc.identity.v1.PublishPolicyDraftRequest": .identityPublishPolicyDraftRequest,
    "clikc.identity.v1.GetPolicyReportRequest": .identityGetPolicyReportRequest,
    "clikc.identity.v1.ExportMyAccountRequest": .identityExportMyAccountRequest,
    "clikc.identity.v1.GetMyErasureRequest": .identityGetMyErasureRequest,
    "clikc.identity.v1.RequestErasureRequest": .identityRequestErasureRequest,
    "clikc.identity.v1.WithdrawErasureRequest": .identityWithdrawErasureRequest,
    "clikc.identity.v1.ListErasuresRequest": .identityListErasuresRequest,
    "clikc.identity.v1.DecideErasureRequest": .identityDecideErasureRequest,
    "clikc.identity.v1.ShowProfileRequest": .identityShowProfileRequest,
    "clikc.identity.v1.RemovePhotoRequest": .identityRemovePhotoRequest,
    "clikc.identity.v1.RequestAccountRequest": .identityRequestAccountRequest,
    "clikc.identity.v1.ListAccountRequestsRequest": .identityListAccountRequestsRequest,
    "clikc.identity.v1.GetAccountRequestRequest": .identityGetAccountRequestRequest,
    "clikc.identity.v1.ApproveAccountRequestRequest": .identityApproveAccountRequestRequest,
    "clikc.identity.v1.RefuseAccountRequestRequest": .identityRefuseAccountRequestRequest,
    "clikc.identity.v1.GetSecondFactorRequest": .identityGetSecondFactorRequest,
    "clikc.identity.v1.BeginSecondFactorRequest": .identityBeginSecondFactorRequest,
    "clikc.identity.v1.ConfirmSecondFactorRequest": .identityConfirmSecondFactorRequest,
    "clikc.identity.v1.EnterCodeRequest": .identityEnterCodeRequest,
    "clikc.identity.v1.RenewRecoveryCodesRequest": .identityRenewRecoveryCodesRequest,
    "clikc.identity.v1.RemoveSecondFactorRequest": .identityRemoveSecondFactorRequest,
    "clikc.identity.v1.ResetSecondFactorRequest": .identityResetSecondFactorRequest,
    "clikc.identity.v1.ListSessionsRequest": .identityListSessionsRequest,
    "clikc.identity.v1.EndSessionRequest": .identityEndSessionRequest,
    "clikc.identity.v1.EndAllSessionsRequest": .identityEndAllSessionsRequest,
    "clikc.identity.v1.ListSignInsRequest": .identityListSignInsRequest,
    "clikc.identity.v1.ListPersonSessionsRequest": .identityListPersonSessionsRequest,
    "clikc.identity.v1.EndPersonSessionsRequest": .identityEndPersonSessionsRequest,
    "clikc.identity.v1.ListOpenSessionsRequest": .identityListOpenSessionsRequest,
    "clikc.identity.v1.EndOpenSessionRequest": .identityEndOpenSessionRequest,
    "clikc.catalogue.v1.PutCategoryRequest": .cataloguePutCategoryRequest,
    "clikc.catalogue.v1.PublishCourseRequest": .cataloguePublishCourseRequest,
    "clikc.catalogue.v1.ListMyCoursesRequest": .catalogueListMyCoursesRequest,
    "clikc.catalogue.v1.StarCourseRequest": .catalogueStarCourseRequest,
    "clikc.catalogue.v1.GetCourseRequest": .catalogueGetCourseRequest,
    "clikc.catalogue.v1.GetLessonRequest": .catalogueGetLessonRequest,
    "clikc.catalogue.v1.GetFiguresRequest": .catalogueGetFiguresRequest,
    "clikc.catalogue.v1.EnrolRequest": .catalogueEnrolRequest,
    "clikc.catalogue.v1.SetDueDateRequest": .catalogueSetDueDateRequest,
    "clikc.catalogue.v1.UnenrolRequest": .catalogueUnenrolRequest,
    "clikc.catalogue.v1.ListParticipantsRequest": .catalogueListParticipantsRequest,
    "clikc.catalogue.v1.FindPeopleRequest": .catalogueFindPeopleRequest,
    "clikc.catalogue.v1.CountLearnersRequest": .catalogueCountLearnersRequest,
    "clikc.catalogue.v1.ExportMyEnrolmentsRequest": .catalogueExportMyEnrolmentsRequest,
    "clikc.progress.v1.ExportMyProgressRequest": .progressExportMyProgressRequest,
    "clikc.progress.v1.ListMyProgressRequest": .progressListMyProgressRequest,
    "clikc.progress.v1.GetCourseProgressRequest": .progressGetCourseProgressRequest,
    "clikc.progress.v1.GetLessonStateRequest": .progressGetLessonStateRequest,
    "clikc.progress.v1.VisitSlideRequest": .progressVisitSlideRequest,
    "clikc.progress.v1.AnswerCheckRequest": .progressAnswerCheckRequest,
    "clikc.progress.v1.ListAttemptsRequest": .progressListAttemptsRequest,
    "clikc.progress.v1.StartAttemptRequest": .progressStartAttemptRequest,
    "clikc.progress.v1.GetAttemptRequest": .progressGetAttemptRequest,
    "clikc.progress.v1.SaveAnswerRequest": .progressSaveAnswerRequest,
    "clikc.progress.v1.FinishAttemptRequest": .progressFinishAttemptRequest,
    "clikc.progress.v1.ListMyGradesRequest": .progressListMyGradesRequest,
    "clikc.progress.v1.GetGradeReportRequest": .progressGetGradeReportRequest,
    "clikc.progress.v1.GetLearnerReportRequest": .progressGetLearnerReportRequest,
    "clikc.progress.v1.DecideGradeRequest": .progressDecideGradeRequest,
    "clikc.notification.v1.GetMyCertificateRequest": .notificationGetMyCertificateRequest,
    "clikc.notification.v1.ListMyCertificatesRequest": .notificationListMyCertificatesRequest,
    "clikc.notification.v1.VerifyCertificateRequest": .notificationVerifyCertificateRequest,
    "clikc.notification.v1.ShowHolderRequest": .notificationShowHolderRequest,
    "clikc.notification.v1.ListCertificateKeysRequest": .notificationListCertificateKeysRequest,
    "clikc.notification.v1.ListMailRequest": .notificationListMailRequest,
    "clikc.notification.v1.ListInvitationsRequest": .notificationListInvitationsRequest,
    "clikc.notification.v1.ListUndeliveredRequest": .notificationListUndeliveredRequest,
    "clikc.notification.v1.CountUndeliveredRequest": .notificationCountUndeliveredRequest,
    "clikc.notification.v1.ListSuppressedRequest": .notificationListSuppressedRequest,
    "clikc.notification.v1.GetSuppressedRequest": .notificationGetSuppressedRequest,
    "clikc.notification.v1.LiftSuppressionRequest": .notificationLiftSuppressionRequest,
    "clikc.notification.v1.NoteLinkOpenedRequest": .notificationNoteLinkOpenedRequest,
    "clikc.notification.v1.UnsubscribeRequest": .notificationUnsubscribeRequest,
    "clikc.notification.v1.ListTemplatesRequest": .notificationListTemplatesRequest,
    "clikc.notification.v1.PreviewTemplateRequest": .notificationPreviewTemplateRequest,
    "clikc.notification.v1.ExportMyMailRequest": .notificationExportMyMailRequest,
    "clikc.notification.v1.ListCertificatesRequest": .notificationListCertificatesRequest,
    "clikc.notification.v1.CountCertificatesRequest": .notificationCountCertificatesRequest,
    "clikc.notification.v1.GetCertificateRequest": .notificationGetCertificateRequest,
    "clikc.notification.v1.ListRevocationsRequest": .notificationListRevocationsRequest,
    "clikc.notification.v1.ProposeRevocationRequest": .notificationProposeRevocationRequest,
    "clikc.notification.v1.DecideRevocationRequest": .notificationDecideRevocationRequest,
    "clikc.notification.v1.WithdrawRevocationRequest": .notificationWithdrawRevocationRequest,
    "clikc.notification.v1.ReissueCertificateRequest": .notificationReissueCertificateRequest,
    "clikc.gateway.v1.GetDashboardRequest": .gatewayGetDashboardRequest,
    "clikc.gateway.v1.GetOutlineRequest": .gatewayGetOutlineRequest,
    "clikc.gateway.v1.GetPlayerRequest": .gatewayGetPlayerRequest,
    "clikc.gateway.v1.CheckAnswerRequest": .gatewayCheckAnswerRequest,
    "clikc.gateway.v1.ExportMyDataRequest": .gatewayExportMyDataRequest,
    "clikc.gateway.v1.GetAttemptPageRequest": .gatewayGetAttemptPageRequest,
    "clikc.identity.v1.ProfileVisibility": .identityProfileVisibility,
    "clikc.catalogue.v1.CourseDocument": .catalogueCourseDocument,
    "clikc.catalogue.v1.ActivityDocument": .catalogueActivityDocument,
    "clikc.catalogue.v1.Grading": .catalogueGrading,
    "clikc.catalogue.v1.LessonDocument": .catalogueLessonDocument,
    "clikc.catalogue.v1.QuizDocument": .catalogueQuizDocument,
    "clikc.catalogue.v1.Chapter": .catalogueChapter,
    "clikc.catalogue.v1.GlossaryEntry": .catalogueGlossaryEntry,
    "clikc.catalogue.v1.Question": .catalogueQuestion,
    "clikc.catalogue.v1.Slide": .catalogueSlide,
    "clikc.catalogue.v1.Option": .catalogueOption,
  ]

  private static let identitySignInRequest = MessageShape(
    name: "clikc.identity.v1.SignInRequest",
    fields: [
      FieldShape("username", "username", .text, required: true, maximumLength: 100),
      FieldShape("password", "password", .text, required: true, maximumLength: 256, secret: true),
      FieldShape("remember", "remember", .boolean),
      FieldShape("device", "device", .text, maximumLength: 300),
      FieldShape("device_proof", "deviceProof", .text, maximumLength: 100, secret: true),
    ])
  private static let identitySignOutRequest = MessageShape(
    name: "clikc.identity.v1.SignOutRequest",
    fields: [])
  private static let identityChangePasswordRequest = MessageShape(
    name: "clikc.identity.v1.ChangePasswordRequest",
    fields: [
      FieldShape("current_password", "currentPassword", .text, required: true, maximumLength: 256, secret: true),
      FieldShape("new_password", "newPassword", .text, required: true, maximumLength: 256, secret: true),
    ])
  private static let identityRequestPasswordResetRequest = MessageShape(
    name: "clikc.identity.v1.RequestPasswordResetRequest",
    fields: [
      FieldShape("username", "username", .text, oneof: "identifier", maximumLength: 100),
      FieldShape("email", "email", .text, oneof: "identifier", maximumLength: 254, format: .email),
    ])
  private static let identityResetPasswordRequest = MessageShape(
    name: "clikc.identity.v1.ResetPasswordRequest",
    fields: [
      FieldShape("token", "token", .text, required: true, maximumLength: 64, secret: true),
      FieldShape("new_password", "newPassword", .text, required: true, maximumLength: 256, secret: true),
    ])
  private static let identityCreateAccountRequest = MessageShape(
    name: "clikc.identity.v1.CreateAccountRequest",
    fields: [
      FieldShape("name", "name", .text, required: true, maximumLength: 120),
      FieldShape("username", "username", .text, required: true, maximumLength: 100),
      FieldShape("email", "email", .text, required: true, maximumLength: 254, format: .email),
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
      FieldShape("administration_id", "administrationId", .text, maximumLength: 200, format: .uuid),
      FieldShape("roles", "roles", .choice(["ROLE_UNSPECIFIED": 0, "ROLE_LEARNER": 1, "ROLE_TUTOR": 2, "ROLE_COORDINATOR": 3, "ROLE_EXPERT": 4, "ROLE_ADMINISTRATOR": 5]), .repeated, maximumCount: 5),
    ])
  private static let identitySendInvitationRequest = MessageShape(
    name: "clikc.identity.v1.SendInvitationRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityListAccountsRequest = MessageShape(
    name: "clikc.identity.v1.ListAccountsRequest",
    fields: [
      FieldShape("query", "query", .text, maximumLength: 200),
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 200),
      FieldShape("page_token", "pageToken", .text, maximumLength: 200),
    ])
  private static let identityGetProfileRequest = MessageShape(
    name: "clikc.identity.v1.GetProfileRequest",
    fields: [])
  private static let identityUpdateProfileRequest = MessageShape(
    name: "clikc.identity.v1.UpdateProfileRequest",
    fields: [
      FieldShape("name", "name", .text, required: true, maximumLength: 120),
      FieldShape("email", "email", .text, required: true, maximumLength: 254, format: .email),
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
      FieldShape("city", "city", .text, maximumLength: 120),
      FieldShape("country", "country", .text, maximumLength: 2),
      FieldShape("time_zone", "timeZone", .text, maximumLength: 64),
      FieldShape("description", "description", .text, maximumLength: 2000),
      FieldShape("version", "version", .int64, minimum: 1),
      FieldShape("preferred_name", "preferredName", .text, maximumLength: 120),
      FieldShape("interests", "interests", .text, .repeated, maximumLength: 1000, maximumCount: 20),
      FieldShape("visibility", "visibility", .message("clikc.identity.v1.ProfileVisibility")),
    ])
  private static let identityPutAdministrationRequest = MessageShape(
    name: "clikc.identity.v1.PutAdministrationRequest",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 2),
      FieldShape("names", "names", .text, .map, maximumLength: 200, maximumCount: 50),
    ])
  private static let identityListAdministrationsRequest = MessageShape(
    name: "clikc.identity.v1.ListAdministrationsRequest",
    fields: [])
  private static let identityGetPolicyRequest = MessageShape(
    name: "clikc.identity.v1.GetPolicyRequest",
    fields: [
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
    ])
  private static let identityAnswerPolicyRequest = MessageShape(
    name: "clikc.identity.v1.AnswerPolicyRequest",
    fields: [
      FieldShape("version", "version", .int32, minimum: 1),
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
      FieldShape("accepted", "accepted", .boolean),
    ])
  private static let identityPublishPolicyRequest = MessageShape(
    name: "clikc.identity.v1.PublishPolicyRequest",
    fields: [
      FieldShape("texts", "texts", .text, .map, maximumLength: 200000, maximumCount: 50),
      FieldShape("material", "material", .boolean),
    ])
  private static let identityListRegisterRequest = MessageShape(
    name: "clikc.identity.v1.ListRegisterRequest",
    fields: [
      FieldShape("query", "query", .text, maximumLength: 100),
      FieldShape("region", "region", .choice(["REGION_UNSPECIFIED": 0, "REGION_AMERICAS": 1, "REGION_ASIA_PACIFIC": 2, "REGION_EAST_SOUTHERN_AFRICA": 3, "REGION_EUROPE": 4, "REGION_MIDDLE_EAST_NORTH_AFRICA": 5, "REGION_WEST_CENTRAL_AFRICA": 6])),
    ])
  private static let identityGetRegisterEntryRequest = MessageShape(
    name: "clikc.identity.v1.GetRegisterEntryRequest",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 2),
    ])
  private static let identityUpdateRegisterEntryRequest = MessageShape(
    name: "clikc.identity.v1.UpdateRegisterEntryRequest",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 2),
      FieldShape("region", "region", .choice(["REGION_UNSPECIFIED": 0, "REGION_AMERICAS": 1, "REGION_ASIA_PACIFIC": 2, "REGION_EAST_SOUTHERN_AFRICA": 3, "REGION_EUROPE": 4, "REGION_MIDDLE_EAST_NORTH_AFRICA": 5, "REGION_WEST_CENTRAL_AFRICA": 6])),
      FieldShape("quota", "quota", .int32, minimum: 0, maximum: 1000000),
    ])
  private static let identityListAdministrationNamesRequest = MessageShape(
    name: "clikc.identity.v1.ListAdministrationNamesRequest",
    fields: [
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
    ])
  private static let identitySearchAuditRequest = MessageShape(
    name: "clikc.identity.v1.SearchAuditRequest",
    fields: [
      FieldShape("actor", "actor", .text, maximumLength: 100),
      FieldShape("subject", "subject", .text, maximumLength: 100),
      FieldShape("event", "event", .text, maximumLength: 60),
      FieldShape("since", "since", .text, maximumLength: 200, format: .date),
      FieldShape("until", "until", .text, maximumLength: 200, format: .date),
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 200),
      FieldShape("page_token", "pageToken", .text, maximumLength: 200),
    ])
  private static let identityListReadersRequest = MessageShape(
    name: "clikc.identity.v1.ListReadersRequest",
    fields: [
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 100),
      FieldShape("page_token", "pageToken", .text, maximumLength: 200),
    ])
  private static let identityCreateImportRequest = MessageShape(
    name: "clikc.identity.v1.CreateImportRequest",
    fields: [
      FieldShape("content", "content", .bytes),
      FieldShape("file_name", "fileName", .text, maximumLength: 200),
      FieldShape("administration_id", "administrationId", .text, maximumLength: 200, format: .uuid),
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
      FieldShape("mailed", "mailed", .boolean),
    ])
  private static let identityListImportsRequest = MessageShape(
    name: "clikc.identity.v1.ListImportsRequest",
    fields: [])
  private static let identityGetImportRequest = MessageShape(
    name: "clikc.identity.v1.GetImportRequest",
    fields: [
      FieldShape("import_id", "importId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityListImportRowsRequest = MessageShape(
    name: "clikc.identity.v1.ListImportRowsRequest",
    fields: [
      FieldShape("import_id", "importId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("action", "action", .choice(["IMPORT_ACTION_UNSPECIFIED": 0, "IMPORT_ACTION_CREATE": 1, "IMPORT_ACTION_UPDATE": 2, "IMPORT_ACTION_SKIP": 3, "IMPORT_ACTION_ERROR": 4])),
      FieldShape("after", "after", .int32, minimum: 0, maximum: 1000000),
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 1000),
    ])
  private static let identityApplyImportRequest = MessageShape(
    name: "clikc.identity.v1.ApplyImportRequest",
    fields: [
      FieldShape("import_id", "importId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityUndoImportRequest = MessageShape(
    name: "clikc.identity.v1.UndoImportRequest",
    fields: [
      FieldShape("import_id", "importId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityMakeSlipsRequest = MessageShape(
    name: "clikc.identity.v1.MakeSlipsRequest",
    fields: [
      FieldShape("import_id", "importId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityListPeopleRequest = MessageShape(
    name: "clikc.identity.v1.ListPeopleRequest",
    fields: [
      FieldShape("query", "query", .text, maximumLength: 120),
      FieldShape("administration_id", "administrationId", .text, maximumLength: 200, format: .uuid),
      FieldShape("state", "state", .choice(["PERSON_STATE_UNSPECIFIED": 0, "PERSON_STATE_WAITING": 1, "PERSON_STATE_ACTIVE": 2, "PERSON_STATE_SUSPENDED": 3])),
      FieldShape("role", "role", .choice(["ROLE_UNSPECIFIED": 0, "ROLE_LEARNER": 1, "ROLE_TUTOR": 2, "ROLE_COORDINATOR": 3, "ROLE_EXPERT": 4, "ROLE_ADMINISTRATOR": 5])),
      FieldShape("order", "order", .choice(["PEOPLE_ORDER_UNSPECIFIED": 0, "PEOPLE_ORDER_NAME": 1, "PEOPLE_ORDER_USERNAME": 2])),
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 200),
      FieldShape("page_token", "pageToken", .text, maximumLength: 1000),
    ])
  private static let identityCountPeopleRequest = MessageShape(
    name: "clikc.identity.v1.CountPeopleRequest",
    fields: [
      FieldShape("administration_id", "administrationId", .text, maximumLength: 200, format: .uuid),
    ])
  private static let identityGetPersonRequest = MessageShape(
    name: "clikc.identity.v1.GetPersonRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identitySuspendPersonRequest = MessageShape(
    name: "clikc.identity.v1.SuspendPersonRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityReactivatePersonRequest = MessageShape(
    name: "clikc.identity.v1.ReactivatePersonRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityRenamePersonRequest = MessageShape(
    name: "clikc.identity.v1.RenamePersonRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("name", "name", .text, required: true, maximumLength: 120),
      FieldShape("username", "username", .text, required: true, maximumLength: 100),
      FieldShape("email", "email", .text, required: true, maximumLength: 254, format: .email),
      FieldShape("version", "version", .int64, minimum: 1),
    ])
  private static let identityMovePersonRequest = MessageShape(
    name: "clikc.identity.v1.MovePersonRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("administration_id", "administrationId", .text, maximumLength: 200, format: .uuid),
      FieldShape("version", "version", .int64, minimum: 1),
    ])
  private static let identitySetRolesRequest = MessageShape(
    name: "clikc.identity.v1.SetRolesRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("roles", "roles", .choice(["ROLE_UNSPECIFIED": 0, "ROLE_LEARNER": 1, "ROLE_TUTOR": 2, "ROLE_COORDINATOR": 3, "ROLE_EXPERT": 4, "ROLE_ADMINISTRATOR": 5]), .repeated, maximumCount: 5),
      FieldShape("version", "version", .int64, minimum: 1),
    ])
  private static let identityListPoliciesRequest = MessageShape(
    name: "clikc.identity.v1.ListPoliciesRequest",
    fields: [
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
    ])
  private static let identityReadPolicyRequest = MessageShape(
    name: "clikc.identity.v1.ReadPolicyRequest",
    fields: [
      FieldShape("slug", "slug", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
      FieldShape("version", "version", .int32, minimum: 0),
    ])
  private static let identityListMyPoliciesRequest = MessageShape(
    name: "clikc.identity.v1.ListMyPoliciesRequest",
    fields: [
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
    ])
  private static let identityWithdrawPolicyRequest = MessageShape(
    name: "clikc.identity.v1.WithdrawPolicyRequest",
    fields: [
      FieldShape("slug", "slug", .text, required: true, maximumLength: 64, format: .slug),
    ])
  private static let identityListPolicyDocumentsRequest = MessageShape(
    name: "clikc.identity.v1.ListPolicyDocumentsRequest",
    fields: [])
  private static let identityGetPolicyDocumentRequest = MessageShape(
    name: "clikc.identity.v1.GetPolicyDocumentRequest",
    fields: [
      FieldShape("slug", "slug", .text, required: true, maximumLength: 64, format: .slug),
    ])
  private static let identityCreatePolicyDocumentRequest = MessageShape(
    name: "clikc.identity.v1.CreatePolicyDocumentRequest",
    fields: [
      FieldShape("slug", "slug", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("titles", "titles", .text, .map, maximumLength: 120, maximumCount: 50),
      FieldShape("required", "required", .boolean),
      FieldShape("position", "position", .int32, minimum: 0, maximum: 999),
    ])
  private static let identityPutPolicyDocumentRequest = MessageShape(
    name: "clikc.identity.v1.PutPolicyDocumentRequest",
    fields: [
      FieldShape("slug", "slug", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("titles", "titles", .text, .map, maximumLength: 120, maximumCount: 50),
      FieldShape("required", "required", .boolean),
      FieldShape("position", "position", .int32, minimum: 0, maximum: 999),
      FieldShape("archived", "archived", .boolean),
      FieldShape("properties_version", "propertiesVersion", .int64, minimum: 0),
    ])
  private static let identityPutPolicyDraftRequest = MessageShape(
    name: "clikc.identity.v1.PutPolicyDraftRequest",
    fields: [
      FieldShape("slug", "slug", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
      FieldShape("text", "text", .text, maximumLength: 200000),
      FieldShape("draft_version", "draftVersion", .int64, minimum: 0),
    ])
  private static let identityPublishPolicyDraftRequest = MessageShape(
    name: "clikc.identity.v1.PublishPolicyDraftRequest",
    fields: [
      FieldShape("slug", "slug", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("material", "material", .boolean),
      FieldShape("draft_version", "draftVersion", .int64, minimum: 0),
    ])
  private static let identityGetPolicyReportRequest = MessageShape(
    name: "clikc.identity.v1.GetPolicyReportRequest",
    fields: [
      FieldShape("slug", "slug", .text, required: true, maximumLength: 64, format: .slug),
    ])
  private static let identityExportMyAccountRequest = MessageShape(
    name: "clikc.identity.v1.ExportMyAccountRequest",
    fields: [])
  private static let identityGetMyErasureRequest = MessageShape(
    name: "clikc.identity.v1.GetMyErasureRequest",
    fields: [])
  private static let identityRequestErasureRequest = MessageShape(
    name: "clikc.identity.v1.RequestErasureRequest",
    fields: [
      FieldShape("reason", "reason", .text, maximumLength: 1000),
    ])
  private static let identityWithdrawErasureRequest = MessageShape(
    name: "clikc.identity.v1.WithdrawErasureRequest",
    fields: [])
  private static let identityListErasuresRequest = MessageShape(
    name: "clikc.identity.v1.ListErasuresRequest",
    fields: [])
  private static let identityDecideErasureRequest = MessageShape(
    name: "clikc.identity.v1.DecideErasureRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("erase", "erase", .boolean),
      FieldShape("answer", "answer", .text, maximumLength: 1000),
    ])
  private static let identityShowProfileRequest = MessageShape(
    name: "clikc.identity.v1.ShowProfileRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityRemovePhotoRequest = MessageShape(
    name: "clikc.identity.v1.RemovePhotoRequest",
    fields: [])
  private static let identityRequestAccountRequest = MessageShape(
    name: "clikc.identity.v1.RequestAccountRequest",
    fields: [
      FieldShape("name", "name", .text, required: true, maximumLength: 120),
      FieldShape("email", "email", .text, required: true, maximumLength: 254, format: .email),
      FieldShape("administration_id", "administrationId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
      FieldShape("reason", "reason", .text, required: true, maximumLength: 1000),
    ])
  private static let identityListAccountRequestsRequest = MessageShape(
    name: "clikc.identity.v1.ListAccountRequestsRequest",
    fields: [
      FieldShape("state", "state", .choice(["ACCOUNT_REQUEST_STATE_UNSPECIFIED": 0, "ACCOUNT_REQUEST_STATE_WAITING": 1, "ACCOUNT_REQUEST_STATE_APPROVED": 2, "ACCOUNT_REQUEST_STATE_REFUSED": 3])),
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 200),
      FieldShape("page_token", "pageToken", .text, maximumLength: 200),
    ])
  private static let identityGetAccountRequestRequest = MessageShape(
    name: "clikc.identity.v1.GetAccountRequestRequest",
    fields: [
      FieldShape("request_id", "requestId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityApproveAccountRequestRequest = MessageShape(
    name: "clikc.identity.v1.ApproveAccountRequestRequest",
    fields: [
      FieldShape("request_id", "requestId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("username", "username", .text, required: true, maximumLength: 100),
    ])
  private static let identityRefuseAccountRequestRequest = MessageShape(
    name: "clikc.identity.v1.RefuseAccountRequestRequest",
    fields: [
      FieldShape("request_id", "requestId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("reason", "reason", .text, required: true, maximumLength: 500),
    ])
  private static let identityGetSecondFactorRequest = MessageShape(
    name: "clikc.identity.v1.GetSecondFactorRequest",
    fields: [])
  private static let identityBeginSecondFactorRequest = MessageShape(
    name: "clikc.identity.v1.BeginSecondFactorRequest",
    fields: [])
  private static let identityConfirmSecondFactorRequest = MessageShape(
    name: "clikc.identity.v1.ConfirmSecondFactorRequest",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 40, secret: true),
    ])
  private static let identityEnterCodeRequest = MessageShape(
    name: "clikc.identity.v1.EnterCodeRequest",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 40, secret: true),
    ])
  private static let identityRenewRecoveryCodesRequest = MessageShape(
    name: "clikc.identity.v1.RenewRecoveryCodesRequest",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 40, secret: true),
    ])
  private static let identityRemoveSecondFactorRequest = MessageShape(
    name: "clikc.identity.v1.RemoveSecondFactorRequest",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 40, secret: true),
    ])
  private static let identityResetSecondFactorRequest = MessageShape(
    name: "clikc.identity.v1.ResetSecondFactorRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityListSessionsRequest = MessageShape(
    name: "clikc.identity.v1.ListSessionsRequest",
    fields: [])
  private static let identityEndSessionRequest = MessageShape(
    name: "clikc.identity.v1.EndSessionRequest",
    fields: [
      FieldShape("session_id", "sessionId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityEndAllSessionsRequest = MessageShape(
    name: "clikc.identity.v1.EndAllSessionsRequest",
    fields: [])
  private static let identityListSignInsRequest = MessageShape(
    name: "clikc.identity.v1.ListSignInsRequest",
    fields: [
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 100),
      FieldShape("page_token", "pageToken", .text, maximumLength: 200),
    ])
  private static let identityListPersonSessionsRequest = MessageShape(
    name: "clikc.identity.v1.ListPersonSessionsRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityEndPersonSessionsRequest = MessageShape(
    name: "clikc.identity.v1.EndPersonSessionsRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityListOpenSessionsRequest = MessageShape(
    name: "clikc.identity.v1.ListOpenSessionsRequest",
    fields: [
      FieldShape("query", "query", .text, maximumLength: 120),
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 200),
      FieldShape("page_token", "pageToken", .text, maximumLength: 100),
    ])
  private static let identityEndOpenSessionRequest = MessageShape(
    name: "clikc.identity.v1.EndOpenSessionRequest",
    fields: [
      FieldShape("session_id", "sessionId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let cataloguePutCategoryRequest = MessageShape(
    name: "clikc.catalogue.v1.PutCategoryRequest",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("parent_code", "parentCode", .text, maximumLength: 64, format: .slug),
      FieldShape("titles", "titles", .text, .map, maximumLength: 200, maximumCount: 50),
      FieldShape("language", "language", .text, maximumLength: 200, format: .language),
      FieldShape("position", "position", .int32, minimum: 0, maximum: 10000),
    ])
  private static let cataloguePublishCourseRequest = MessageShape(
    name: "clikc.catalogue.v1.PublishCourseRequest",
    fields: [
      FieldShape("document", "document", .message("clikc.catalogue.v1.CourseDocument"), required: true),
    ])
  private static let catalogueListMyCoursesRequest = MessageShape(
    name: "clikc.catalogue.v1.ListMyCoursesRequest",
    fields: [
      FieldShape("query", "query", .text, maximumLength: 100),
      FieldShape("brief", "brief", .boolean),
    ])
  private static let catalogueStarCourseRequest = MessageShape(
    name: "clikc.catalogue.v1.StarCourseRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("starred", "starred", .boolean),
    ])
  private static let catalogueGetCourseRequest = MessageShape(
    name: "clikc.catalogue.v1.GetCourseRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let catalogueGetLessonRequest = MessageShape(
    name: "clikc.catalogue.v1.GetLessonRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("activity_id", "activityId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let catalogueGetFiguresRequest = MessageShape(
    name: "clikc.catalogue.v1.GetFiguresRequest",
    fields: [])
  private static let catalogueEnrolRequest = MessageShape(
    name: "clikc.catalogue.v1.EnrolRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("account_id", "accountId", .text, oneof: "person", maximumLength: 200, format: .uuid),
      FieldShape("identifier", "identifier", .text, oneof: "person", maximumLength: 254),
      FieldShape("role", "role", .choice(["COURSE_ROLE_UNSPECIFIED": 0, "COURSE_ROLE_LEARNER": 1, "COURSE_ROLE_TUTOR": 2])),
    ])
  private static let catalogueSetDueDateRequest = MessageShape(
    name: "clikc.catalogue.v1.SetDueDateRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("due_on", "dueOn", .text, maximumLength: 200, format: .date),
    ])
  private static let catalogueUnenrolRequest = MessageShape(
    name: "clikc.catalogue.v1.UnenrolRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let catalogueListParticipantsRequest = MessageShape(
    name: "clikc.catalogue.v1.ListParticipantsRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("query", "query", .text, maximumLength: 100),
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 200),
      FieldShape("page_token", "pageToken", .text, maximumLength: 500),
    ])
  private static let catalogueFindPeopleRequest = MessageShape(
    name: "clikc.catalogue.v1.FindPeopleRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("query", "query", .text, required: true, maximumLength: 100),
    ])
  private static let catalogueCountLearnersRequest = MessageShape(
    name: "clikc.catalogue.v1.CountLearnersRequest",
    fields: [
      FieldShape("administration_id", "administrationId", .text, maximumLength: 200, format: .uuid),
    ])
  private static let catalogueExportMyEnrolmentsRequest = MessageShape(
    name: "clikc.catalogue.v1.ExportMyEnrolmentsRequest",
    fields: [])
  private static let progressExportMyProgressRequest = MessageShape(
    name: "clikc.progress.v1.ExportMyProgressRequest",
    fields: [])
  private static let progressListMyProgressRequest = MessageShape(
    name: "clikc.progress.v1.ListMyProgressRequest",
    fields: [
      FieldShape("brief", "brief", .boolean),
    ])
  private static let progressGetCourseProgressRequest = MessageShape(
    name: "clikc.progress.v1.GetCourseProgressRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let progressGetLessonStateRequest = MessageShape(
    name: "clikc.progress.v1.GetLessonStateRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("activity_id", "activityId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let progressVisitSlideRequest = MessageShape(
    name: "clikc.progress.v1.VisitSlideRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("activity_id", "activityId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("slide", "slide", .text, required: true, maximumLength: 64, format: .slug),
    ])
  private static let progressAnswerCheckRequest = MessageShape(
    name: "clikc.progress.v1.AnswerCheckRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("activity_id", "activityId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("question_id", "questionId", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("chosen", "chosen", .text, .repeated, maximumLength: 1000, maximumCount: 20),
    ])
  private static let progressListAttemptsRequest = MessageShape(
    name: "clikc.progress.v1.ListAttemptsRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("activity_id", "activityId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let progressStartAttemptRequest = MessageShape(
    name: "clikc.progress.v1.StartAttemptRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("activity_id", "activityId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let progressGetAttemptRequest = MessageShape(
    name: "clikc.progress.v1.GetAttemptRequest",
    fields: [
      FieldShape("attempt_id", "attemptId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let progressSaveAnswerRequest = MessageShape(
    name: "clikc.progress.v1.SaveAnswerRequest",
    fields: [
      FieldShape("attempt_id", "attemptId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("question_id", "questionId", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("chosen", "chosen", .text, .repeated, maximumLength: 1000, maximumCount: 20),
      FieldShape("sequence", "sequence", .int64, minimum: 1),
    ])
  private static let progressFinishAttemptRequest = MessageShape(
    name: "clikc.progress.v1.FinishAttemptRequest",
    fields: [
      FieldShape("attempt_id", "attemptId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let progressListMyGradesRequest = MessageShape(
    name: "clikc.progress.v1.ListMyGradesRequest",
    fields: [])
  private static let progressGetGradeReportRequest = MessageShape(
    name: "clikc.progress.v1.GetGradeReportRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let progressGetLearnerReportRequest = MessageShape(
    name: "clikc.progress.v1.GetLearnerReportRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let progressDecideGradeRequest = MessageShape(
    name: "clikc.progress.v1.DecideGradeRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("activity_id", "activityId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("version", "version", .int64, minimum: 0),
      FieldShape("grade", "grade", .double),
      FieldShape("locked", "locked", .boolean),
      FieldShape("hidden", "hidden", .boolean),
      FieldShape("excluded", "excluded", .boolean),
      FieldShape("feedback", "feedback", .text, maximumLength: 2000),
      FieldShape("reason", "reason", .text, required: true, maximumLength: 500),
    ])
  private static let notificationGetMyCertificateRequest = MessageShape(
    name: "clikc.notification.v1.GetMyCertificateRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let notificationListMyCertificatesRequest = MessageShape(
    name: "clikc.notification.v1.ListMyCertificatesRequest",
    fields: [])
  private static let notificationVerifyCertificateRequest = MessageShape(
    name: "clikc.notification.v1.VerifyCertificateRequest",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 64),
      FieldShape("statement", "statement", .text, maximumLength: 400),
      FieldShape("holder", "holder", .text, maximumLength: 400),
    ])
  private static let notificationShowHolderRequest = MessageShape(
    name: "clikc.notification.v1.ShowHolderRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("shown", "shown", .boolean),
    ])
  private static let notificationListCertificateKeysRequest = MessageShape(
    name: "clikc.notification.v1.ListCertificateKeysRequest",
    fields: [])
  private static let notificationListMailRequest = MessageShape(
    name: "clikc.notification.v1.ListMailRequest",
    fields: [
      FieldShape("account_id", "accountId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let notificationListInvitationsRequest = MessageShape(
    name: "clikc.notification.v1.ListInvitationsRequest",
    fields: [
      FieldShape("account_ids", "accountIds", .text, .repeated, required: true, maximumLength: 1000, maximumCount: 200, format: .uuid),
    ])
  private static let notificationListUndeliveredRequest = MessageShape(
    name: "clikc.notification.v1.ListUndeliveredRequest",
    fields: [
      FieldShape("state", "state", .choice(["UNDELIVERED_STATE_UNSPECIFIED": 0, "UNDELIVERED_STATE_FAILED": 1, "UNDELIVERED_STATE_EXPIRED": 2, "UNDELIVERED_STATE_SUPPRESSED": 3, "UNDELIVERED_STATE_RETRIED": 4])),
      FieldShape("template", "template", .text, maximumLength: 64),
      FieldShape("administration_id", "administrationId", .text, maximumLength: 200, format: .uuid),
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 200),
      FieldShape("page_token", "pageToken", .text, maximumLength: 64),
    ])
  private static let notificationCountUndeliveredRequest = MessageShape(
    name: "clikc.notification.v1.CountUndeliveredRequest",
    fields: [])
  private static let notificationListSuppressedRequest = MessageShape(
    name: "clikc.notification.v1.ListSuppressedRequest",
    fields: [
      FieldShape("query", "query", .text, maximumLength: 254),
      FieldShape("page_size", "pageSize", .int32, minimum: 0, maximum: 200),
      FieldShape("page_token", "pageToken", .text, maximumLength: 64),
    ])
  private static let notificationGetSuppressedRequest = MessageShape(
    name: "clikc.notification.v1.GetSuppressedRequest",
    fields: [
      FieldShape("suppression_id", "suppressionId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let notificationLiftSuppressionRequest = MessageShape(
    name: "clikc.notification.v1.LiftSuppressionRequest",
    fields: [
      FieldShape("suppression_id", "suppressionId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let notificationNoteLinkOpenedRequest = MessageShape(
    name: "clikc.notification.v1.NoteLinkOpenedRequest",
    fields: [
      FieldShape("mail_id", "mailId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let notificationUnsubscribeRequest = MessageShape(
    name: "clikc.notification.v1.UnsubscribeRequest",
    fields: [
      FieldShape("mail_id", "mailId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let notificationListTemplatesRequest = MessageShape(
    name: "clikc.notification.v1.ListTemplatesRequest",
    fields: [])
  private static let notificationPreviewTemplateRequest = MessageShape(
    name: "clikc.notification.v1.PreviewTemplateRequest",
    fields: [
      FieldShape("name", "name", .text, required: true, maximumLength: 64),
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
    ])
  private static let notificationExportMyMailRequest = MessageShape(
    name: "clikc.notification.v1.ExportMyMailRequest",
    fields: [])
  private static let notificationListCertificatesRequest = MessageShape(
    name: "clikc.notification.v1.ListCertificatesRequest",
    fields: [
      FieldShape("query", "query", .text, maximumLength: 100),
      FieldShape("account_id", "accountId", .text, maximumLength: 200, format: .uuid),
      FieldShape("course_id", "courseId", .text, maximumLength: 200, format: .uuid),
      FieldShape("page_token", "pageToken", .text, maximumLength: 200, format: .uuid),
    ])
  private static let notificationCountCertificatesRequest = MessageShape(
    name: "clikc.notification.v1.CountCertificatesRequest",
    fields: [
      FieldShape("administration_id", "administrationId", .text, maximumLength: 200, format: .uuid),
    ])
  private static let notificationGetCertificateRequest = MessageShape(
    name: "clikc.notification.v1.GetCertificateRequest",
    fields: [
      FieldShape("certificate_id", "certificateId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let notificationListRevocationsRequest = MessageShape(
    name: "clikc.notification.v1.ListRevocationsRequest",
    fields: [])
  private static let notificationProposeRevocationRequest = MessageShape(
    name: "clikc.notification.v1.ProposeRevocationRequest",
    fields: [
      FieldShape("certificate_id", "certificateId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("reason", "reason", .choice(["REVOCATION_REASON_UNSPECIFIED": 0, "REVOCATION_REASON_ISSUED_IN_ERROR": 1, "REVOCATION_REASON_WRONG_PERSON": 2, "REVOCATION_REASON_MISCONDUCT": 3, "REVOCATION_REASON_HOLDER_REQUEST": 4])),
      FieldShape("note", "note", .text, maximumLength: 1000),
    ])
  private static let notificationDecideRevocationRequest = MessageShape(
    name: "clikc.notification.v1.DecideRevocationRequest",
    fields: [
      FieldShape("proposal_id", "proposalId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("outcome", "outcome", .choice(["REVOCATION_OUTCOME_UNSPECIFIED": 0, "REVOCATION_OUTCOME_WAITING": 1, "REVOCATION_OUTCOME_CONFIRMED": 2, "REVOCATION_OUTCOME_REFUSED": 3, "REVOCATION_OUTCOME_WITHDRAWN": 4])),
    ])
  private static let notificationWithdrawRevocationRequest = MessageShape(
    name: "clikc.notification.v1.WithdrawRevocationRequest",
    fields: [
      FieldShape("proposal_id", "proposalId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let notificationReissueCertificateRequest = MessageShape(
    name: "clikc.notification.v1.ReissueCertificateRequest",
    fields: [
      FieldShape("certificate_id", "certificateId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let gatewayGetDashboardRequest = MessageShape(
    name: "clikc.gateway.v1.GetDashboardRequest",
    fields: [
      FieldShape("query", "query", .text, maximumLength: 100),
    ])
  private static let gatewayGetOutlineRequest = MessageShape(
    name: "clikc.gateway.v1.GetOutlineRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let gatewayGetPlayerRequest = MessageShape(
    name: "clikc.gateway.v1.GetPlayerRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("activity_id", "activityId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let gatewayCheckAnswerRequest = MessageShape(
    name: "clikc.gateway.v1.CheckAnswerRequest",
    fields: [
      FieldShape("course_id", "courseId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("activity_id", "activityId", .text, required: true, maximumLength: 200, format: .uuid),
      FieldShape("question_id", "questionId", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("chosen", "chosen", .text, .repeated, maximumLength: 1000, maximumCount: 20),
    ])
  private static let gatewayExportMyDataRequest = MessageShape(
    name: "clikc.gateway.v1.ExportMyDataRequest",
    fields: [])
  private static let gatewayGetAttemptPageRequest = MessageShape(
    name: "clikc.gateway.v1.GetAttemptPageRequest",
    fields: [
      FieldShape("attempt_id", "attemptId", .text, required: true, maximumLength: 200, format: .uuid),
    ])
  private static let identityProfileVisibility = MessageShape(
    name: "clikc.identity.v1.ProfileVisibility",
    fields: [
      FieldShape("email", "email", .choice(["PROFILE_AUDIENCE_UNSPECIFIED": 0, "PROFILE_AUDIENCE_EVERYONE": 1, "PROFILE_AUDIENCE_COURSES": 2, "PROFILE_AUDIENCE_STAFF": 3, "PROFILE_AUDIENCE_NOBODY": 4])),
      FieldShape("city", "city", .choice(["PROFILE_AUDIENCE_UNSPECIFIED": 0, "PROFILE_AUDIENCE_EVERYONE": 1, "PROFILE_AUDIENCE_COURSES": 2, "PROFILE_AUDIENCE_STAFF": 3, "PROFILE_AUDIENCE_NOBODY": 4])),
      FieldShape("country", "country", .choice(["PROFILE_AUDIENCE_UNSPECIFIED": 0, "PROFILE_AUDIENCE_EVERYONE": 1, "PROFILE_AUDIENCE_COURSES": 2, "PROFILE_AUDIENCE_STAFF": 3, "PROFILE_AUDIENCE_NOBODY": 4])),
      FieldShape("time_zone", "timeZone", .choice(["PROFILE_AUDIENCE_UNSPECIFIED": 0, "PROFILE_AUDIENCE_EVERYONE": 1, "PROFILE_AUDIENCE_COURSES": 2, "PROFILE_AUDIENCE_STAFF": 3, "PROFILE_AUDIENCE_NOBODY": 4])),
      FieldShape("description", "description", .choice(["PROFILE_AUDIENCE_UNSPECIFIED": 0, "PROFILE_AUDIENCE_EVERYONE": 1, "PROFILE_AUDIENCE_COURSES": 2, "PROFILE_AUDIENCE_STAFF": 3, "PROFILE_AUDIENCE_NOBODY": 4])),
      FieldShape("interests", "interests", .choice(["PROFILE_AUDIENCE_UNSPECIFIED": 0, "PROFILE_AUDIENCE_EVERYONE": 1, "PROFILE_AUDIENCE_COURSES": 2, "PROFILE_AUDIENCE_STAFF": 3, "PROFILE_AUDIENCE_NOBODY": 4])),
      FieldShape("photo", "photo", .choice(["PROFILE_AUDIENCE_UNSPECIFIED": 0, "PROFILE_AUDIENCE_EVERYONE": 1, "PROFILE_AUDIENCE_COURSES": 2, "PROFILE_AUDIENCE_STAFF": 3, "PROFILE_AUDIENCE_NOBODY": 4])),
    ])
  private static let catalogueCourseDocument = MessageShape(
    name: "clikc.catalogue.v1.CourseDocument",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("language", "language", .text, required: true, maximumLength: 200, format: .language),
      FieldShape("category_code", "categoryCode", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("title", "title", .text, required: true, maximumLength: 200),
      FieldShape("summary", "summary", .text, maximumLength: 1000),
      FieldShape("introduction", "introduction", .text, maximumLength: 20000),
      FieldShape("objectives", "objectives", .text, .repeated, maximumLength: 1000, maximumCount: 20),
      FieldShape("picture_digest", "pictureDigest", .text, maximumLength: 64, format: .hex),
      FieldShape("picture_text", "pictureText", .text, maximumLength: 500),
      FieldShape("hours", "hours", .double),
      FieldShape("certificate", "certificate", .boolean),
      FieldShape("activities", "activities", .message("clikc.catalogue.v1.ActivityDocument"), .repeated, required: true, maximumCount: 200),
      FieldShape("grading", "grading", .message("clikc.catalogue.v1.Grading")),
      FieldShape("certificate_months", "certificateMonths", .int32, minimum: 0, maximum: 600),
    ])
  private static let catalogueActivityDocument = MessageShape(
    name: "clikc.catalogue.v1.ActivityDocument",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("title", "title", .text, required: true, maximumLength: 200),
      FieldShape("lesson", "lesson", .message("clikc.catalogue.v1.LessonDocument"), oneof: "content"),
      FieldShape("quiz", "quiz", .message("clikc.catalogue.v1.QuizDocument"), oneof: "content"),
      FieldShape("weight", "weight", .double),
      FieldShape("extra_credit", "extraCredit", .boolean),
    ])
  private static let catalogueGrading = MessageShape(
    name: "clikc.catalogue.v1.Grading",
    fields: [
      FieldShape("aggregation", "aggregation", .choice(["GRADE_AGGREGATION_UNSPECIFIED": 0, "GRADE_AGGREGATION_NATURAL": 1, "GRADE_AGGREGATION_MEAN": 2, "GRADE_AGGREGATION_MEDIAN": 3, "GRADE_AGGREGATION_LOWEST": 4, "GRADE_AGGREGATION_HIGHEST": 5, "GRADE_AGGREGATION_MODE": 6, "GRADE_AGGREGATION_WEIGHTED_MEAN": 7, "GRADE_AGGREGATION_SIMPLE_WEIGHTED_MEAN": 8, "GRADE_AGGREGATION_EXTRA_CREDIT_MEAN": 9])),
      FieldShape("exclude_empty", "excludeEmpty", .boolean),
      FieldShape("drop_lowest", "dropLowest", .int32, minimum: 0, maximum: 200),
      FieldShape("keep_highest", "keepHighest", .int32, minimum: 0, maximum: 200),
    ])
  private static let catalogueLessonDocument = MessageShape(
    name: "clikc.catalogue.v1.LessonDocument",
    fields: [
      FieldShape("introduction", "introduction", .text, maximumLength: 20000),
      FieldShape("chapters", "chapters", .message("clikc.catalogue.v1.Chapter"), .repeated, required: true, maximumCount: 50),
      FieldShape("glossary", "glossary", .message("clikc.catalogue.v1.GlossaryEntry"), .repeated, maximumCount: 500),
    ])
  private static let catalogueQuizDocument = MessageShape(
    name: "clikc.catalogue.v1.QuizDocument",
    fields: [
      FieldShape("questions", "questions", .message("clikc.catalogue.v1.Question"), .repeated, required: true, maximumCount: 500),
      FieldShape("draw", "draw", .int32, minimum: 1, maximum: 200),
      FieldShape("pass_mark", "passMark", .double),
      FieldShape("attempts_allowed", "attemptsAllowed", .int32, minimum: 0, maximum: 100),
    ])
  private static let catalogueChapter = MessageShape(
    name: "clikc.catalogue.v1.Chapter",
    fields: [
      FieldShape("title", "title", .text, required: true, maximumLength: 200),
      FieldShape("slides", "slides", .message("clikc.catalogue.v1.Slide"), .repeated, required: true, maximumCount: 100),
    ])
  private static let catalogueGlossaryEntry = MessageShape(
    name: "clikc.catalogue.v1.GlossaryEntry",
    fields: [
      FieldShape("term", "term", .text, required: true, maximumLength: 200),
      FieldShape("definition", "definition", .text, required: true, maximumLength: 2000),
    ])
  private static let catalogueQuestion = MessageShape(
    name: "clikc.catalogue.v1.Question",
    fields: [
      FieldShape("id", "id", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("kind", "kind", .choice(["QUESTION_KIND_UNSPECIFIED": 0, "QUESTION_KIND_SINGLE": 1, "QUESTION_KIND_MULTIPLE": 2, "QUESTION_KIND_TRUE_FALSE": 3])),
      FieldShape("text", "text", .text, required: true, maximumLength: 5000),
      FieldShape("options", "options", .message("clikc.catalogue.v1.Option"), .repeated, required: true, maximumCount: 20),
      FieldShape("explanation", "explanation", .text, maximumLength: 5000),
    ])
  private static let catalogueSlide = MessageShape(
    name: "clikc.catalogue.v1.Slide",
    fields: [
      FieldShape("code", "code", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("title", "title", .text, required: true, maximumLength: 200),
      FieldShape("body", "body", .text, required: true, maximumLength: 20000),
      FieldShape("picture_digest", "pictureDigest", .text, maximumLength: 64, format: .hex),
      FieldShape("picture_text", "pictureText", .text, maximumLength: 500),
      FieldShape("narration", "narration", .text, maximumLength: 5000),
      FieldShape("check", "check", .message("clikc.catalogue.v1.Question")),
      FieldShape("sound_digest", "soundDigest", .text, maximumLength: 64, format: .hex),
    ])
  private static let catalogueOption = MessageShape(
    name: "clikc.catalogue.v1.Option",
    fields: [
      FieldShape("id", "id", .text, required: true, maximumLength: 64, format: .slug),
      FieldShape("text", "text", .text, required: true, maximumLength: 1000),
      FieldShape("worth", "worth", .double),
      FieldShape("feedback", "feedback", .text, maximumLength: 1000),
    ])
}
