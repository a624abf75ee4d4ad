// swift-format-ignore-file
// Generated from proto/ by compose/routes: ./clikc proto
//
// What the gateway can be asked, typed. A route knows its method and builds the path, with path
// fields percent-encoded and, where there is no body, the other fields as query parameters:
//
//     let route = GatewayRoute.signIn            // GatewayRoute<…SignInRequest, …SignInResponse>
//     route.method                               // "POST"
//     route.path(request)                        // "/api/v1/sessions"
//     route.hasBody                              // true: send request.serializedBytes()
//
// Send `Accept: application/protobuf`, and with a body `Content-Type: application/protobuf`; a
// 200 answers with a serialized Response, anything else with application/problem+json. A client is
// one function over all of them:
//
//     func send<Q, A>(_ route: GatewayRoute<Q, A>, _ request: Q) async throws -> A
//     let grades = try await gateway.send(.getGradeReport, .with { $0.courseID = id })

internal import AuthenticationContract
internal import CatalogueContract
internal import GatewayContract
internal import IdentityContract
internal import NotificationContract
internal import ProgressContract
internal import SwiftProtobuf

/// One call to the gateway: what is asked and what is answered.
struct GatewayRoute<Request: Message & Sendable, Response: Message & Sendable>: Sendable {
  /// The method in the contract, such as `clikc.identity.v1.Sessions/SignIn`.
  let name: String
  /// GET, PUT, POST, DELETE or PATCH.
  let method: String
  /// Whether the request travels, serialized, in the body.
  let hasBody: Bool
  /// The path, with the query when the request has one.
  let path: @Sendable (Request) -> String
}

/// Spells path segments and query parameters.
enum GatewayPath {
  /// Percent-encodes all but the unreserved characters of RFC 3986.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }

  /// `?a=1&b=2`, or nothing when there is nothing to say.
  static func query(_ parameters: [(String, String)]) -> String {
    parameters.isEmpty
      ? "" : "?" + parameters.map { "\($0)=\(encoded($1))" }.joined(separator: "&")
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_SignInRequest, Response == Clikc_Identity_V1_SignInResponse {
  /// Checks username and password and opens a session. UNAUTHENTICATED with one and the same reason
  /// for an unknown name and a wrong password; RESOURCE_EXHAUSTED while attempts are slowed down.
  static var signIn: Self {
    Self(name: "clikc.identity.v1.Sessions/SignIn", method: "POST", hasBody: true) { _ in "/api/v1/sessions" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_SignOutRequest, Response == Clikc_Identity_V1_SignOutResponse {
  /// Ends the caller's session; ending an ended one is no error.
  static var signOut: Self {
    Self(name: "clikc.identity.v1.Sessions/SignOut", method: "DELETE", hasBody: false) { _ in "/api/v1/sessions/current" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ChangePasswordRequest, Response == Clikc_Identity_V1_ChangePasswordResponse {
  /// Replaces the caller's password and ends all their other sessions. INVALID_ARGUMENT with the
  /// broken rule, PERMISSION_DENIED when the current password is wrong.
  static var changePassword: Self {
    Self(name: "clikc.identity.v1.Passwords/ChangePassword", method: "PUT", hasBody: true) { _ in "/api/v1/password" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_RequestPasswordResetRequest, Response == Clikc_Identity_V1_RequestPasswordResetResponse {
  /// Sends a reset link if the username or address is known; answers the same if it is not.
  static var requestPasswordReset: Self {
    Self(name: "clikc.identity.v1.Passwords/RequestPasswordReset", method: "POST", hasBody: true) { _ in "/api/v1/password-resets" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ResetPasswordRequest, Response == Clikc_Identity_V1_ResetPasswordResponse {
  /// Sets a new password by a reset token, once, within 30 minutes. NOT_FOUND for a token that is
  /// unknown or used, FAILED_PRECONDITION for one that is too old.
  static var resetPassword: Self {
    Self(name: "clikc.identity.v1.Passwords/ResetPassword", method: "POST", hasBody: true) { request in "/api/v1/password-resets/\(GatewayPath.encoded(request.token))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_CreateAccountRequest, Response == Clikc_Identity_V1_CreateAccountResponse {
  /// Makes an account in the coordinator's own administration; the mail with the temporary password
  /// goes out by event. ALREADY_EXISTS with USERNAME_TAKEN.
  static var createAccount: Self {
    Self(name: "clikc.identity.v1.Accounts/CreateAccount", method: "POST", hasBody: true) { _ in "/api/v1/accounts" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_SendInvitationRequest, Response == Clikc_Identity_V1_SendInvitationResponse {
  /// Sends the account mail again, with a new temporary password that works for seven days and ends the
  /// one before. The coordinator's own administration only, NOT_FOUND for any other;
  /// FAILED_PRECONDITION with PASSWORD_CHOSEN when the person has a password of their own,
  /// RESOURCE_EXHAUSTED after three mails within an hour.
  static var sendInvitation: Self {
    Self(name: "clikc.identity.v1.Accounts/SendInvitation", method: "POST", hasBody: true) { request in "/api/v1/accounts/\(GatewayPath.encoded(request.accountID))/invitation" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListAccountsRequest, Response == Clikc_Identity_V1_ListAccountsResponse {
  /// Lists the accounts the caller may manage, newest first.
  static var listAccounts: Self {
    Self(name: "clikc.identity.v1.Accounts/ListAccounts", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.query.isEmpty { query.append(("query", "\(request.query)")) }
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/accounts" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_GetProfileRequest, Response == Clikc_Identity_V1_GetProfileResponse {
  /// Reads the caller's own profile.
  static var getProfile: Self {
    Self(name: "clikc.identity.v1.Accounts/GetProfile", method: "GET", hasBody: false) { _ in "/api/v1/profile" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_UpdateProfileRequest, Response == Clikc_Identity_V1_UpdateProfileResponse {
  /// Changes the caller's own profile; ABORTED when `version` is no longer current.
  static var updateProfile: Self {
    Self(name: "clikc.identity.v1.Accounts/UpdateProfile", method: "PUT", hasBody: true) { _ in "/api/v1/profile" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_PutAdministrationRequest, Response == Clikc_Identity_V1_PutAdministrationResponse {
  /// Makes an administration, or changes the one of that code. Administrators only.
  static var putAdministration: Self {
    Self(name: "clikc.identity.v1.Administrations/PutAdministration", method: "PUT", hasBody: true) { request in "/api/v1/administrations/\(GatewayPath.encoded(request.code))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListAdministrationsRequest, Response == Clikc_Identity_V1_ListAdministrationsResponse {
  /// All administrations, by code.
  static var listAdministrations: Self {
    Self(name: "clikc.identity.v1.Administrations/ListAdministrations", method: "GET", hasBody: false) { _ in "/api/v1/administrations" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_GetPolicyRequest, Response == Clikc_Identity_V1_GetPolicyResponse {
  /// Reads the current policy in one language.
  static var getPolicy: Self {
    Self(name: "clikc.identity.v1.Policies/GetPolicy", method: "GET", hasBody: false) { request in "/api/v1/policy/\(GatewayPath.encoded(request.language))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_AnswerPolicyRequest, Response == Clikc_Identity_V1_AnswerPolicyResponse {
  /// Records the caller's answer to the version they read.
  static var answerPolicy: Self {
    Self(name: "clikc.identity.v1.Policies/AnswerPolicy", method: "POST", hasBody: true) { _ in "/api/v1/policy/answers" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_PublishPolicyRequest, Response == Clikc_Identity_V1_PublishPolicyResponse {
  /// Makes a new version current; a material one asks everybody again.
  static var publishPolicy: Self {
    Self(name: "clikc.identity.v1.Policies/PublishPolicy", method: "POST", hasBody: true) { _ in "/api/v1/policy/versions" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListRegisterRequest, Response == Clikc_Identity_V1_ListRegisterResponse {
  /// Lists the administrations with what is decided about them, by code. Administrators only.
  static var listRegister: Self {
    Self(name: "clikc.identity.v1.Register/ListRegister", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.query.isEmpty { query.append(("query", "\(request.query)")) }
      if request.region.rawValue != 0 { query.append(("region", "\(request.region.rawValue)")) }
      return "/api/v1/register" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_GetRegisterEntryRequest, Response == Clikc_Identity_V1_GetRegisterEntryResponse {
  /// Reads one administration. Administrators only; NOT_FOUND for a code nobody has.
  static var getRegisterEntry: Self {
    Self(name: "clikc.identity.v1.Register/GetRegisterEntry", method: "GET", hasBody: false) { request in "/api/v1/register/\(GatewayPath.encoded(request.code))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_UpdateRegisterEntryRequest, Response == Clikc_Identity_V1_UpdateRegisterEntryResponse {
  /// Sets region and quota of one administration. Administrators only. A quota below the number of accounts
  /// there are takes none away and lets none be added.
  static var updateRegisterEntry: Self {
    Self(name: "clikc.identity.v1.Register/UpdateRegisterEntry", method: "PUT", hasBody: true) { request in "/api/v1/register/\(GatewayPath.encoded(request.code))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListAdministrationNamesRequest, Response == Clikc_Identity_V1_ListAdministrationNamesResponse {
  /// The names of all administrations in one language, for those who have no account yet.
  static var listAdministrationNames: Self {
    Self(name: "clikc.identity.v1.Register/ListAdministrationNames", method: "GET", hasBody: false) { request in "/api/v1/administration-names/\(GatewayPath.encoded(request.language))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_SearchAuditRequest, Response == Clikc_Identity_V1_SearchAuditResponse {
  /// Searches the log, newest first. Administrators only.
  static var searchAudit: Self {
    Self(name: "clikc.identity.v1.Audit/SearchAudit", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.actor.isEmpty { query.append(("actor", "\(request.actor)")) }
      if !request.subject.isEmpty { query.append(("subject", "\(request.subject)")) }
      if !request.event.isEmpty { query.append(("event", "\(request.event)")) }
      if !request.since.isEmpty { query.append(("since", "\(request.since)")) }
      if !request.until.isEmpty { query.append(("until", "\(request.until)")) }
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/audit" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListReadersRequest, Response == Clikc_Identity_V1_ListReadersResponse {
  /// Who looked at the caller's record, newest first.
  static var listReaders: Self {
    Self(name: "clikc.identity.v1.Audit/ListReaders", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/readers" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_CreateImportRequest, Response == Clikc_Identity_V1_CreateImportResponse {
  /// Takes a file and has it checked. Nothing else is changed.
  static var createImport: Self {
    Self(name: "clikc.identity.v1.Imports/CreateImport", method: "POST", hasBody: true) { _ in "/api/v1/imports" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListImportsRequest, Response == Clikc_Identity_V1_ListImportsResponse {
  /// The caller's latest imports.
  static var listImports: Self {
    Self(name: "clikc.identity.v1.Imports/ListImports", method: "GET", hasBody: false) { _ in "/api/v1/imports" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_GetImportRequest, Response == Clikc_Identity_V1_GetImportResponse {
  /// How far an import is.
  static var getImport: Self {
    Self(name: "clikc.identity.v1.Imports/GetImport", method: "GET", hasBody: false) { request in "/api/v1/imports/\(GatewayPath.encoded(request.importID))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListImportRowsRequest, Response == Clikc_Identity_V1_ListImportRowsResponse {
  /// The rows with what is to be done, or was done, by number.
  static var listImportRows: Self {
    Self(name: "clikc.identity.v1.Imports/ListImportRows", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if request.action.rawValue != 0 { query.append(("action", "\(request.action.rawValue)")) }
      if request.after != 0 { query.append(("after", "\(request.after)")) }
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      return "/api/v1/imports/\(GatewayPath.encoded(request.importID))/rows" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ApplyImportRequest, Response == Clikc_Identity_V1_ApplyImportResponse {
  /// Applies a checked import. FAILED_PRECONDITION with IMPORT_NOT_CHECKED at any other time.
  static var applyImport: Self {
    Self(name: "clikc.identity.v1.Imports/ApplyImport", method: "POST", hasBody: true) { request in "/api/v1/imports/\(GatewayPath.encoded(request.importID))/application" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_UndoImportRequest, Response == Clikc_Identity_V1_UndoImportResponse {
  /// Undoes an applied import within 24 hours: accounts it made are suspended, those it changed are as they
  /// were, unless somebody changed them since. FAILED_PRECONDITION with IMPORT_NOT_UNDOABLE otherwise.
  static var undoImport: Self {
    Self(name: "clikc.identity.v1.Imports/UndoImport", method: "POST", hasBody: true) { request in "/api/v1/imports/\(GatewayPath.encoded(request.importID))/reversal" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_MakeSlipsRequest, Response == Clikc_Identity_V1_MakeSlipsResponse {
  /// Makes new temporary passwords for those of an import who have not signed in yet, and answers them, this
  /// once: those before stop working.
  static var makeSlips: Self {
    Self(name: "clikc.identity.v1.Imports/MakeSlips", method: "POST", hasBody: true) { request in "/api/v1/imports/\(GatewayPath.encoded(request.importID))/slips" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListPeopleRequest, Response == Clikc_Identity_V1_ListPeopleResponse {
  /// Lists people.
  static var listPeople: Self {
    Self(name: "clikc.identity.v1.People/ListPeople", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.query.isEmpty { query.append(("query", "\(request.query)")) }
      if !request.administrationID.isEmpty { query.append(("administrationId", "\(request.administrationID)")) }
      if request.state.rawValue != 0 { query.append(("state", "\(request.state.rawValue)")) }
      if request.role.rawValue != 0 { query.append(("role", "\(request.role.rawValue)")) }
      if request.order.rawValue != 0 { query.append(("order", "\(request.order.rawValue)")) }
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/people" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_CountPeopleRequest, Response == Clikc_Identity_V1_CountPeopleResponse {
  /// Counts people by administration: coordinators their own, administrators all, or one.
  static var countPeople: Self {
    Self(name: "clikc.identity.v1.People/CountPeople", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.administrationID.isEmpty { query.append(("administrationId", "\(request.administrationID)")) }
      return "/api/v1/people-count" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_GetPersonRequest, Response == Clikc_Identity_V1_GetPersonResponse {
  /// Reads one person.
  static var getPerson: Self {
    Self(name: "clikc.identity.v1.People/GetPerson", method: "GET", hasBody: false) { request in "/api/v1/people/\(GatewayPath.encoded(request.accountID))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_SuspendPersonRequest, Response == Clikc_Identity_V1_SuspendPersonResponse {
  /// Ends all sessions of a person, everywhere at once, and lets none begin. Suspending a suspended person
  /// is no error.
  static var suspendPerson: Self {
    Self(name: "clikc.identity.v1.People/SuspendPerson", method: "POST", hasBody: true) { request in "/api/v1/people/\(GatewayPath.encoded(request.accountID))/suspension" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ReactivatePersonRequest, Response == Clikc_Identity_V1_ReactivatePersonResponse {
  /// Lets a suspended person sign in again. FAILED_PRECONDITION with QUOTA_REACHED when the administration
  /// has no room.
  static var reactivatePerson: Self {
    Self(name: "clikc.identity.v1.People/ReactivatePerson", method: "DELETE", hasBody: false) { request in "/api/v1/people/\(GatewayPath.encoded(request.accountID))/suspension" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_RenamePersonRequest, Response == Clikc_Identity_V1_RenamePersonResponse {
  /// Changes name, username and address. ABORTED when `version` is no longer current, ALREADY_EXISTS with
  /// USERNAME_TAKEN. Another address ends the reset links that went to the one before.
  static var renamePerson: Self {
    Self(name: "clikc.identity.v1.People/RenamePerson", method: "PUT", hasBody: true) { request in "/api/v1/people/\(GatewayPath.encoded(request.accountID))/names" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_MovePersonRequest, Response == Clikc_Identity_V1_MovePersonResponse {
  /// Gives a person to another administration: everything they did stays theirs, the role of coordinator
  /// does not. Ends their sessions. ABORTED when `version` is no longer current.
  static var movePerson: Self {
    Self(name: "clikc.identity.v1.People/MovePerson", method: "PUT", hasBody: true) { request in "/api/v1/people/\(GatewayPath.encoded(request.accountID))/administration" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_SetRolesRequest, Response == Clikc_Identity_V1_SetRolesResponse {
  /// Sets the roles besides learner: administrators any, coordinators tutor only. Ends the person's
  /// sessions. ABORTED when `version` is no longer current.
  static var setRoles: Self {
    Self(name: "clikc.identity.v1.People/SetRoles", method: "PUT", hasBody: true) { request in "/api/v1/people/\(GatewayPath.encoded(request.accountID))/roles" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListPoliciesRequest, Response == Clikc_Identity_V1_ListPoliciesResponse {
  /// The documents in force, in their order.
  static var listPolicies: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/ListPolicies", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.language.isEmpty { query.append(("language", "\(request.language)")) }
      return "/api/v1/policies" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ReadPolicyRequest, Response == Clikc_Identity_V1_ReadPolicyResponse {
  /// The text of a document; older versions stay readable, because people accepted their words.
  static var readPolicy: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/ReadPolicy", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if request.version != 0 { query.append(("version", "\(request.version)")) }
      return "/api/v1/policies/\(GatewayPath.encoded(request.slug))/\(GatewayPath.encoded(request.language))" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListMyPoliciesRequest, Response == Clikc_Identity_V1_ListMyPoliciesResponse {
  /// Where the caller stands with each document, and all their answers.
  static var listMyPolicies: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/ListMyPolicies", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.language.isEmpty { query.append(("language", "\(request.language)")) }
      return "/api/v1/my/policies" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_WithdrawPolicyRequest, Response == Clikc_Identity_V1_WithdrawPolicyResponse {
  /// Takes back the caller's YES to an optional document; taking it back again changes nothing.
  /// FAILED_PRECONDITION with POLICY_COMPULSORY for a compulsory one, POLICY_NOT_ACCEPTED_YET without a YES.
  static var withdrawPolicy: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/WithdrawPolicy", method: "POST", hasBody: true) { request in "/api/v1/my/policies/\(GatewayPath.encoded(request.slug))/withdrawal" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListPolicyDocumentsRequest, Response == Clikc_Identity_V1_ListPolicyDocumentsResponse {
  /// Every document, those not in force too. Administrators only, as all below but the report.
  static var listPolicyDocuments: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/ListPolicyDocuments", method: "GET", hasBody: false) { _ in "/api/v1/policy-documents" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_GetPolicyDocumentRequest, Response == Clikc_Identity_V1_GetPolicyDocumentResponse {
  /// One document with its draft and its versions.
  static var getPolicyDocument: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/GetPolicyDocument", method: "GET", hasBody: false) { request in "/api/v1/policy-documents/\(GatewayPath.encoded(request.slug))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_CreatePolicyDocumentRequest, Response == Clikc_Identity_V1_CreatePolicyDocumentResponse {
  /// Makes a document. ALREADY_EXISTS with POLICY_NAME_TAKEN and `slug` at fault when there is one of this name, which
  /// stays as it is.
  static var createPolicyDocument: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/CreatePolicyDocument", method: "POST", hasBody: true) { _ in "/api/v1/policy-documents" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_PutPolicyDocumentRequest, Response == Clikc_Identity_V1_PutPolicyDocumentResponse {
  /// Changes what the versions of a document have in common. NOT_FOUND with POLICY_UNKNOWN when there is no such
  /// document; ABORTED with POLICY_CHANGED_MEANWHILE when `properties_version` is no longer current. The same request
  /// again changes nothing.
  static var putPolicyDocument: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/PutPolicyDocument", method: "PUT", hasBody: true) { request in "/api/v1/policy-documents/\(GatewayPath.encoded(request.slug))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_PutPolicyDraftRequest, Response == Clikc_Identity_V1_PutPolicyDraftResponse {
  /// Writes the draft's text of one language. ABORTED with DRAFT_CHANGED_MEANWHILE when `draft_version` is no
  /// longer current.
  static var putPolicyDraft: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/PutPolicyDraft", method: "PUT", hasBody: true) { request in "/api/v1/policy-documents/\(GatewayPath.encoded(request.slug))/drafts/\(GatewayPath.encoded(request.language))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_PublishPolicyDraftRequest, Response == Clikc_Identity_V1_PublishPolicyDraftResponse {
  /// Makes the draft the document's next version. FAILED_PRECONDITION with DRAFT_INCOMPLETE unless it has all five
  /// texts; ABORTED when `draft_version` is no longer current.
  static var publishPolicyDraft: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/PublishPolicyDraft", method: "POST", hasBody: true) { request in "/api/v1/policy-documents/\(GatewayPath.encoded(request.slug))/versions" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_GetPolicyReportRequest, Response == Clikc_Identity_V1_GetPolicyReportResponse {
  /// Who has accepted the version that binds, by administration: coordinators see their own, administrators all.
  static var getPolicyReport: Self {
    Self(name: "clikc.identity.v1.PolicyDocuments/GetPolicyReport", method: "GET", hasBody: false) { request in "/api/v1/policy-documents/\(GatewayPath.encoded(request.slug))/report" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ExportMyAccountRequest, Response == Clikc_Identity_V1_ExportMyAccountResponse {
  /// All that Identity keeps about the caller: account, profile, sessions, answers to policies.
  static var exportMyAccount: Self {
    Self(name: "clikc.identity.v1.Privacy/ExportMyAccount", method: "GET", hasBody: false) { _ in "/api/v1/my/data/account" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_GetMyErasureRequest, Response == Clikc_Identity_V1_GetMyErasureResponse {
  /// Whether the caller has asked for erasure.
  static var getMyErasure: Self {
    Self(name: "clikc.identity.v1.Privacy/GetMyErasure", method: "GET", hasBody: false) { _ in "/api/v1/my/erasure" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_RequestErasureRequest, Response == Clikc_Identity_V1_RequestErasureResponse {
  /// Asks that the caller's data be erased: every session of theirs ends, and until the request becomes final a new
  /// one opens nothing but WithdrawErasure. Asking again changes nothing. FAILED_PRECONDITION with
  /// ERASURE_OF_LAST_ADMINISTRATOR for the last of them.
  static var requestErasure: Self {
    Self(name: "clikc.identity.v1.Privacy/RequestErasure", method: "POST", hasBody: true) { _ in "/api/v1/my/erasure" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_WithdrawErasureRequest, Response == Clikc_Identity_V1_WithdrawErasureResponse {
  /// Takes that back, as long as the data is not erased and nothing was decided.
  static var withdrawErasure: Self {
    Self(name: "clikc.identity.v1.Privacy/WithdrawErasure", method: "DELETE", hasBody: false) { _ in "/api/v1/my/erasure" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListErasuresRequest, Response == Clikc_Identity_V1_ListErasuresResponse {
  /// Requests that wait, and the last hundred that were decided. Administrators only.
  static var listErasures: Self {
    Self(name: "clikc.identity.v1.Privacy/ListErasures", method: "GET", hasBody: false) { _ in "/api/v1/erasures" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_DecideErasureRequest, Response == Clikc_Identity_V1_DecideErasureResponse {
  /// Erases a person who asked for it before the request becomes final by itself, or refuses to with a reason.
  /// Administrators only, never one's own. FAILED_PRECONDITION with
  /// ERASURE_NOT_WAITING when nothing waits for a decision.
  static var decideErasure: Self {
    Self(name: "clikc.identity.v1.Privacy/DecideErasure", method: "POST", hasBody: true) { request in "/api/v1/erasures/\(GatewayPath.encoded(request.accountID))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ShowProfileRequest, Response == Clikc_Identity_V1_ShowProfileResponse {
  /// Reads as much of a person's profile as the caller may see. NOT_FOUND with PERSON_NOT_VISIBLE when the
  /// two share neither course nor administration and the person shows nothing to everybody.
  static var showProfile: Self {
    Self(name: "clikc.identity.v1.Profiles/ShowProfile", method: "GET", hasBody: false) { request in "/api/v1/profiles/\(GatewayPath.encoded(request.accountID))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_RemovePhotoRequest, Response == Clikc_Identity_V1_RemovePhotoResponse {
  /// Takes the caller's photo away; without one nothing changes.
  static var removePhoto: Self {
    Self(name: "clikc.identity.v1.Profiles/RemovePhoto", method: "DELETE", hasBody: false) { _ in "/api/v1/profile/photo" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_RequestAccountRequest, Response == Clikc_Identity_V1_RequestAccountResponse {
  /// Asks for an account. The answer is the same whatever is known of the address, and whether or not the
  /// request is kept: one that waits already is not kept twice, nor are more than three a day of one address.
  /// RESOURCE_EXHAUSTED with TOO_MANY_REQUESTS after 20 within an hour from one network address.
  static var requestAccount: Self {
    Self(name: "clikc.identity.v1.AccountRequests/RequestAccount", method: "POST", hasBody: true) { _ in "/api/v1/account-requests" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListAccountRequestsRequest, Response == Clikc_Identity_V1_ListAccountRequestsResponse {
  /// Lists the requests to the caller's administration, administrators' all: those that wait by age, the
  /// oldest first, decided ones the newest first.
  static var listAccountRequests: Self {
    Self(name: "clikc.identity.v1.AccountRequests/ListAccountRequests", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if request.state.rawValue != 0 { query.append(("state", "\(request.state.rawValue)")) }
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/account-requests" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_GetAccountRequestRequest, Response == Clikc_Identity_V1_GetAccountRequestResponse {
  /// Reads one request, with what helps to decide.
  static var getAccountRequest: Self {
    Self(name: "clikc.identity.v1.AccountRequests/GetAccountRequest", method: "GET", hasBody: false) { request in "/api/v1/account-requests/\(GatewayPath.encoded(request.requestID))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ApproveAccountRequestRequest, Response == Clikc_Identity_V1_ApproveAccountRequestResponse {
  /// Makes the account; its mail goes out. FAILED_PRECONDITION with REQUEST_DECIDED when somebody was faster,
  /// ALREADY_EXISTS with USERNAME_TAKEN.
  static var approveAccountRequest: Self {
    Self(name: "clikc.identity.v1.AccountRequests/ApproveAccountRequest", method: "POST", hasBody: true) { request in "/api/v1/account-requests/\(GatewayPath.encoded(request.requestID))/approval" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_RefuseAccountRequestRequest, Response == Clikc_Identity_V1_RefuseAccountRequestResponse {
  /// Refuses; the person gets a mail with the reason. FAILED_PRECONDITION with REQUEST_DECIDED when
  /// somebody was faster.
  static var refuseAccountRequest: Self {
    Self(name: "clikc.identity.v1.AccountRequests/RefuseAccountRequest", method: "POST", hasBody: true) { request in "/api/v1/account-requests/\(GatewayPath.encoded(request.requestID))/refusal" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_GetSecondFactorRequest, Response == Clikc_Identity_V1_GetSecondFactorResponse {
  /// Says whether the caller has a second factor, and the key of one that waits to be confirmed.
  static var getSecondFactor: Self {
    Self(name: "clikc.identity.v1.SecondFactors/GetSecondFactor", method: "GET", hasBody: false) { _ in "/api/v1/second-factor" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_BeginSecondFactorRequest, Response == Clikc_Identity_V1_BeginSecondFactorResponse {
  /// Makes the key of a second factor, which counts once it is confirmed; the one made within the last
  /// hour stays. FAILED_PRECONDITION with SECOND_FACTOR_ACTIVE while there is one already.
  static var beginSecondFactor: Self {
    Self(name: "clikc.identity.v1.SecondFactors/BeginSecondFactor", method: "POST", hasBody: true) { _ in "/api/v1/second-factor" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ConfirmSecondFactorRequest, Response == Clikc_Identity_V1_ConfirmSecondFactorResponse {
  /// Proves that the app has the key: from now on logins need a code. All other sessions end. PERMISSION_DENIED
  /// with CODE_WRONG, RESOURCE_EXHAUSTED while tries are slowed down.
  static var confirmSecondFactor: Self {
    Self(name: "clikc.identity.v1.SecondFactors/ConfirmSecondFactor", method: "POST", hasBody: true) { _ in "/api/v1/second-factor/confirmation" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_EnterCodeRequest, Response == Clikc_Identity_V1_EnterCodeResponse {
  /// Gives the code that the caller's session waits for. PERMISSION_DENIED with CODE_WRONG, also for one that
  /// was used before; RESOURCE_EXHAUSTED while tries are slowed down.
  static var enterCode: Self {
    Self(name: "clikc.identity.v1.SecondFactors/EnterCode", method: "POST", hasBody: true) { _ in "/api/v1/sessions/current/code" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_RenewRecoveryCodesRequest, Response == Clikc_Identity_V1_RenewRecoveryCodesResponse {
  /// Makes ten new recovery codes; the old ones stop working. Needs a code.
  static var renewRecoveryCodes: Self {
    Self(name: "clikc.identity.v1.SecondFactors/RenewRecoveryCodes", method: "POST", hasBody: true) { _ in "/api/v1/second-factor/recovery-codes" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_RemoveSecondFactorRequest, Response == Clikc_Identity_V1_RemoveSecondFactorResponse {
  /// Takes the caller's second factor off. Needs a code; FAILED_PRECONDITION with SECOND_FACTOR_REQUIRED when
  /// the site demands one of the caller's role.
  static var removeSecondFactor: Self {
    Self(name: "clikc.identity.v1.SecondFactors/RemoveSecondFactor", method: "POST", hasBody: true) { _ in "/api/v1/second-factor/removal" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ResetSecondFactorRequest, Response == Clikc_Identity_V1_ResetSecondFactorResponse {
  /// Takes the second factor off an account whose owner lost phone and recovery codes, and ends its sessions.
  /// Administrators only; NOT_FOUND with SECOND_FACTOR_MISSING when there is none.
  static var resetSecondFactor: Self {
    Self(name: "clikc.identity.v1.SecondFactors/ResetSecondFactor", method: "DELETE", hasBody: false) { request in "/api/v1/accounts/\(GatewayPath.encoded(request.accountID))/second-factor" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListSessionsRequest, Response == Clikc_Identity_V1_ListSessionsResponse {
  /// Lists the caller's open sessions, the last used first.
  static var listSessions: Self {
    Self(name: "clikc.identity.v1.Security/ListSessions", method: "GET", hasBody: false) { _ in "/api/v1/sessions" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_EndSessionRequest, Response == Clikc_Identity_V1_EndSessionResponse {
  /// Ends one of the caller's sessions; ending an ended one is no error. NOT_FOUND with SESSION_UNKNOWN
  /// when the caller never had it.
  static var endSession: Self {
    Self(name: "clikc.identity.v1.Security/EndSession", method: "DELETE", hasBody: false) { request in "/api/v1/sessions/\(GatewayPath.encoded(request.sessionID))" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_EndAllSessionsRequest, Response == Clikc_Identity_V1_EndAllSessionsResponse {
  /// Ends all of the caller's sessions, the one of this call too.
  static var endAllSessions: Self {
    Self(name: "clikc.identity.v1.Security/EndAllSessions", method: "DELETE", hasBody: false) { _ in "/api/v1/sessions" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListSignInsRequest, Response == Clikc_Identity_V1_ListSignInsResponse {
  /// Lists who signed in to the caller's account or tried to, within the last 90 days, newest first.
  static var listSignIns: Self {
    Self(name: "clikc.identity.v1.Security/ListSignIns", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/sign-ins" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListPersonSessionsRequest, Response == Clikc_Identity_V1_ListPersonSessionsResponse {
  /// Lists the open sessions of a person, the last used first. Administrators only; NOT_FOUND with
  /// ACCOUNT_UNKNOWN when there is no such account.
  static var listPersonSessions: Self {
    Self(name: "clikc.identity.v1.Security/ListPersonSessions", method: "GET", hasBody: false) { request in "/api/v1/people/\(GatewayPath.encoded(request.accountID))/sessions" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_EndPersonSessionsRequest, Response == Clikc_Identity_V1_EndPersonSessionsResponse {
  /// Ends all sessions of a person, who can log in again. Administrators only; NOT_FOUND with ACCOUNT_UNKNOWN
  /// when there is no such account.
  static var endPersonSessions: Self {
    Self(name: "clikc.identity.v1.Security/EndPersonSessions", method: "DELETE", hasBody: false) { request in "/api/v1/people/\(GatewayPath.encoded(request.accountID))/sessions" }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_ListOpenSessionsRequest, Response == Clikc_Identity_V1_ListOpenSessionsResponse {
  /// Lists the open sessions of everybody, the newest first, and counts them. Administrators only.
  static var listOpenSessions: Self {
    Self(name: "clikc.identity.v1.Security/ListOpenSessions", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.query.isEmpty { query.append(("query", "\(request.query)")) }
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/open-sessions" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Identity_V1_EndOpenSessionRequest, Response == Clikc_Identity_V1_EndOpenSessionResponse {
  /// Ends a session of anybody, who can log in again; ending an ended one is no error. Administrators only;
  /// NOT_FOUND with SESSION_UNKNOWN when there is no such session.
  static var endOpenSession: Self {
    Self(name: "clikc.identity.v1.Security/EndOpenSession", method: "DELETE", hasBody: false) { request in "/api/v1/open-sessions/\(GatewayPath.encoded(request.sessionID))" }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_PutCategoryRequest, Response == Clikc_Catalogue_V1_PutCategoryResponse {
  /// Makes a category, or changes the one of that code. Administrators only.
  static var putCategory: Self {
    Self(name: "clikc.catalogue.v1.Categories/PutCategory", method: "PUT", hasBody: true) { request in "/api/v1/categories/\(GatewayPath.encoded(request.code))" }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_PublishCourseRequest, Response == Clikc_Catalogue_V1_PublishCourseResponse {
  /// Makes a course, or a new version of the one of that code; its structure goes out by event.
  /// Experts and administrators only. INVALID_ARGUMENT names each fault by its path.
  static var publishCourse: Self {
    Self(name: "clikc.catalogue.v1.Courses/PublishCourse", method: "PUT", hasBody: true) { request in "/api/v1/courses/\(GatewayPath.encoded(request.document.code))" }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_ListMyCoursesRequest, Response == Clikc_Catalogue_V1_ListMyCoursesResponse {
  /// The categories that hold the caller's courses, their ancestors, and the courses. Experts,
  /// administrators and coordinators see every course.
  static var listMyCourses: Self {
    Self(name: "clikc.catalogue.v1.Courses/ListMyCourses", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.query.isEmpty { query.append(("query", "\(request.query)")) }
      if request.brief { query.append(("brief", "\(request.brief)")) }
      return "/api/v1/my/courses" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_StarCourseRequest, Response == Clikc_Catalogue_V1_StarCourseResponse {
  /// Marks a course of the caller's list with a star, or takes it away. Refusals as GetCourse.
  static var starCourse: Self {
    Self(name: "clikc.catalogue.v1.Courses/StarCourse", method: "PUT", hasBody: true) { request in "/api/v1/my/courses/\(GatewayPath.encoded(request.courseID))/star" }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_GetCourseRequest, Response == Clikc_Catalogue_V1_GetCourseResponse {
  /// A course's outline. PERMISSION_DENIED with NOT_ENROLLED, whose argument `tutors` names whom to
  /// ask, for who takes no part in it; experts, administrators and coordinators see it all the same.
  /// NOT_FOUND with COURSE_NOT_FOUND.
  static var getCourse: Self {
    Self(name: "clikc.catalogue.v1.Courses/GetCourse", method: "GET", hasBody: false) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))" }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_GetLessonRequest, Response == Clikc_Catalogue_V1_GetLessonResponse {
  /// A lesson's content; refusals as GetCourse, also for coordinators, and ACTIVITY_NOT_FOUND.
  static var getLesson: Self {
    Self(name: "clikc.catalogue.v1.Courses/GetLesson", method: "GET", hasBody: false) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/lessons/\(GatewayPath.encoded(request.activityID))" }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_GetFiguresRequest, Response == Clikc_Catalogue_V1_GetFiguresResponse {
  /// What the front page counts: hours, courses and languages published.
  static var getFigures: Self {
    Self(name: "clikc.catalogue.v1.Courses/GetFigures", method: "GET", hasBody: false) { _ in "/api/v1/figures" }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_EnrolRequest, Response == Clikc_Catalogue_V1_EnrolResponse {
  /// Enrols a person; enrolling again changes the role. Tutors of the course, coordinators for people
  /// of their administration, experts and administrators. NOT_FOUND with PERSON_NOT_FOUND, also for
  /// people the caller may not enrol; FAILED_PRECONDITION with PERSON_AMBIGUOUS for a name that several
  /// share, or NOT_A_TUTOR for a tutor who has no such role on the site.
  static var enrol: Self {
    Self(name: "clikc.catalogue.v1.Enrolments/Enrol", method: "POST", hasBody: true) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/participants" }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_SetDueDateRequest, Response == Clikc_Catalogue_V1_SetDueDateResponse {
  /// Says by which day a participant should have completed the course, or that there is no such day.
  /// Refusals as Enrol, and NOT_A_PARTICIPANT for who takes no part.
  static var setDueDate: Self {
    Self(name: "clikc.catalogue.v1.Enrolments/SetDueDate", method: "PUT", hasBody: true) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/participants/\(GatewayPath.encoded(request.accountID))/due-date" }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_UnenrolRequest, Response == Clikc_Catalogue_V1_UnenrolResponse {
  /// Ends an enrolment; what the learner did is kept.
  static var unenrol: Self {
    Self(name: "clikc.catalogue.v1.Enrolments/Unenrol", method: "DELETE", hasBody: false) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/participants/\(GatewayPath.encoded(request.accountID))" }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_ListParticipantsRequest, Response == Clikc_Catalogue_V1_ListParticipantsResponse {
  /// The participants, by name. Learners of the course see names and roles only.
  static var listParticipants: Self {
    Self(name: "clikc.catalogue.v1.Enrolments/ListParticipants", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.query.isEmpty { query.append(("query", "\(request.query)")) }
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/participants" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_FindPeopleRequest, Response == Clikc_Catalogue_V1_FindPeopleResponse {
  /// People who could be enrolled, by part of name, username or address. Rights as Enrol; tutors must
  /// give an address in full and are shown none.
  static var findPeople: Self {
    Self(name: "clikc.catalogue.v1.Enrolments/FindPeople", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.query.isEmpty { query.append(("query", "\(request.query)")) }
      return "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/candidates" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_CountLearnersRequest, Response == Clikc_Catalogue_V1_CountLearnersResponse {
  /// Counts learners by course: coordinators the people of their administration, administrators everybody, or the
  /// people of one administration.
  static var countLearners: Self {
    Self(name: "clikc.catalogue.v1.Enrolments/CountLearners", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.administrationID.isEmpty { query.append(("administrationId", "\(request.administrationID)")) }
      return "/api/v1/learner-count" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Catalogue_V1_ExportMyEnrolmentsRequest, Response == Clikc_Catalogue_V1_ExportMyEnrolmentsResponse {
  /// All that Catalogue keeps about the caller: courses they take or took part in.
  static var exportMyEnrolments: Self {
    Self(name: "clikc.catalogue.v1.EnrolmentData/ExportMyEnrolments", method: "GET", hasBody: false) { _ in "/api/v1/my/data/enrolments" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_ExportMyProgressRequest, Response == Clikc_Progress_V1_ExportMyProgressResponse {
  /// All that Progress keeps about the caller: what was done in each activity, and every attempt with its answers.
  static var exportMyProgress: Self {
    Self(name: "clikc.progress.v1.ProgressData/ExportMyProgress", method: "GET", hasBody: false) { _ in "/api/v1/my/data/progress" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_ListMyProgressRequest, Response == Clikc_Progress_V1_ListMyProgressResponse {
  /// The caller's progress in every course they are enrolled in.
  static var listMyProgress: Self {
    Self(name: "clikc.progress.v1.Progress/ListMyProgress", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if request.brief { query.append(("brief", "\(request.brief)")) }
      return "/api/v1/my/progress" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_GetCourseProgressRequest, Response == Clikc_Progress_V1_GetCourseProgressResponse {
  /// The caller's progress in one course. PERMISSION_DENIED with NOT_ENROLLED.
  static var getCourseProgress: Self {
    Self(name: "clikc.progress.v1.Progress/GetCourseProgress", method: "GET", hasBody: false) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/progress" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_GetLessonStateRequest, Response == Clikc_Progress_V1_GetLessonStateResponse {
  /// Where the caller is in a lesson.
  static var getLessonState: Self {
    Self(name: "clikc.progress.v1.Lessons/GetLessonState", method: "GET", hasBody: false) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/lessons/\(GatewayPath.encoded(request.activityID))/state" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_VisitSlideRequest, Response == Clikc_Progress_V1_VisitSlideResponse {
  /// Says which slide is on screen: it counts as seen, and the lesson resumes there on any device.
  static var visitSlide: Self {
    Self(name: "clikc.progress.v1.Lessons/VisitSlide", method: "POST", hasBody: true) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/lessons/\(GatewayPath.encoded(request.activityID))/visits" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_AnswerCheckRequest, Response == Clikc_Progress_V1_AnswerCheckResponse {
  /// Answers the check question of a slide; the last answer counts.
  static var answerCheck: Self {
    Self(name: "clikc.progress.v1.Lessons/AnswerCheck", method: "POST", hasBody: true) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/lessons/\(GatewayPath.encoded(request.activityID))/checks" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_ListAttemptsRequest, Response == Clikc_Progress_V1_ListAttemptsResponse {
  /// The caller's attempts at a quiz, newest first, without questions.
  static var listAttempts: Self {
    Self(name: "clikc.progress.v1.Quizzes/ListAttempts", method: "GET", hasBody: false) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/quizzes/\(GatewayPath.encoded(request.activityID))/attempts" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_StartAttemptRequest, Response == Clikc_Progress_V1_StartAttemptResponse {
  /// Begins an attempt, or gives the open one back. FAILED_PRECONDITION with NO_ATTEMPTS_LEFT.
  static var startAttempt: Self {
    Self(name: "clikc.progress.v1.Quizzes/StartAttempt", method: "POST", hasBody: true) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/quizzes/\(GatewayPath.encoded(request.activityID))/attempts" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_GetAttemptRequest, Response == Clikc_Progress_V1_GetAttemptResponse {
  /// One attempt. What is right is told only once it is finished.
  static var getAttempt: Self {
    Self(name: "clikc.progress.v1.Quizzes/GetAttempt", method: "GET", hasBody: false) { request in "/api/v1/attempts/\(GatewayPath.encoded(request.attemptID))" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_SaveAnswerRequest, Response == Clikc_Progress_V1_SaveAnswerResponse {
  /// Keeps an answer; one with a lower sequence changes nothing, and of two with the same sequence the
  /// same one is kept whichever comes first. FAILED_PRECONDITION with ATTEMPT_FINISHED.
  static var saveAnswer: Self {
    Self(name: "clikc.progress.v1.Quizzes/SaveAnswer", method: "PUT", hasBody: true) { request in "/api/v1/attempts/\(GatewayPath.encoded(request.attemptID))/answers/\(GatewayPath.encoded(request.questionID))" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_FinishAttemptRequest, Response == Clikc_Progress_V1_FinishAttemptResponse {
  /// Ends an attempt and scores it; ending it again gives the same score.
  static var finishAttempt: Self {
    Self(name: "clikc.progress.v1.Quizzes/FinishAttempt", method: "POST", hasBody: true) { request in "/api/v1/attempts/\(GatewayPath.encoded(request.attemptID))/finish" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_ListMyGradesRequest, Response == Clikc_Progress_V1_ListMyGradesResponse {
  /// A line for each of the caller's courses.
  static var listMyGrades: Self {
    Self(name: "clikc.progress.v1.Grades/ListMyGrades", method: "GET", hasBody: false) { _ in "/api/v1/my/grades" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_GetGradeReportRequest, Response == Clikc_Progress_V1_GetGradeReportResponse {
  /// The caller's report of one course with the columns of the guide's chapter 6. PERMISSION_DENIED
  /// with NOT_ENROLLED.
  static var getGradeReport: Self {
    Self(name: "clikc.progress.v1.Grades/GetGradeReport", method: "GET", hasBody: false) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/grades" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_GetLearnerReportRequest, Response == Clikc_Progress_V1_GetLearnerReportResponse {
  /// A learner's report as tutors see it, with what was decided about it. For tutors of the course and
  /// administrators: PERMISSION_DENIED with NOT_COURSE_TUTOR; NOT_FOUND with LEARNER_NOT_FOUND.
  static var getLearnerReport: Self {
    Self(name: "clikc.progress.v1.Grades/GetLearnerReport", method: "GET", hasBody: false) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/participants/\(GatewayPath.encoded(request.accountID))/grades" }
  }
}

extension GatewayRoute where Request == Clikc_Progress_V1_DecideGradeRequest, Response == Clikc_Progress_V1_DecideGradeResponse {
  /// Decides about the grade of an item of a learner: sets it, locks it, hides it, excludes it, or undoes
  /// that. Refusals as GetLearnerReport, PERMISSION_DENIED with OWN_GRADE, ABORTED with
  /// GRADE_CHANGED_MEANWHILE when `version` is no longer the one that stands, FAILED_PRECONDITION with
  /// GRADE_LOCKED, and ACTIVITY_NOT_FOUND. The same request again changes nothing.
  static var decideGrade: Self {
    Self(name: "clikc.progress.v1.Grades/DecideGrade", method: "PUT", hasBody: true) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/participants/\(GatewayPath.encoded(request.accountID))/grades/\(GatewayPath.encoded(request.activityID))" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_GetMyCertificateRequest, Response == Clikc_Notification_V1_GetMyCertificateResponse {
  /// The caller's certificate of a course; NOT_FOUND with CERTIFICATE_NOT_ISSUED before it is issued.
  static var getMyCertificate: Self {
    Self(name: "clikc.notification.v1.Certificates/GetMyCertificate", method: "GET", hasBody: false) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/certificate" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ListMyCertificatesRequest, Response == Clikc_Notification_V1_ListMyCertificatesResponse {
  /// The caller's certificates, newest first.
  static var listMyCertificates: Self {
    Self(name: "clikc.notification.v1.Certificates/ListMyCertificates", method: "GET", hasBody: false) { _ in "/api/v1/my/certificates" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_VerifyCertificateRequest, Response == Clikc_Notification_V1_VerifyCertificateResponse {
  /// What a certificate's code stands for, and what the signed statement of its QR code is worth. A code that no
  /// certificate has is answered with the state UNKNOWN; RESOURCE_EXHAUSTED with TOO_MANY_ATTEMPTS after 120 within a
  /// minute from one network.
  static var verifyCertificate: Self {
    Self(name: "clikc.notification.v1.Certificates/VerifyCertificate", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.statement.isEmpty { query.append(("statement", "\(request.statement)")) }
      if !request.holder.isEmpty { query.append(("holder", "\(request.holder)")) }
      return "/api/v1/certificates/\(GatewayPath.encoded(request.code))" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ShowHolderRequest, Response == Clikc_Notification_V1_ShowHolderResponse {
  /// Says whether those who verify the caller's certificate of a course see the holder's full name, or initials
  /// only; NOT_FOUND with CERTIFICATE_NOT_ISSUED before it is issued.
  static var showHolder: Self {
    Self(name: "clikc.notification.v1.Certificates/ShowHolder", method: "PUT", hasBody: true) { request in "/api/v1/courses/\(GatewayPath.encoded(request.courseID))/certificate/holder" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ListCertificateKeysRequest, Response == Clikc_Notification_V1_ListCertificateKeysResponse {
  /// The public keys that verify the statements in QR codes, for those who verify without a network.
  static var listCertificateKeys: Self {
    Self(name: "clikc.notification.v1.Certificates/ListCertificateKeys", method: "GET", hasBody: false) { _ in "/api/v1/certificate-keys" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ListMailRequest, Response == Clikc_Notification_V1_ListMailResponse {
  /// The mails to one account, newest first. Coordinators of its administration and administrators.
  static var listMail: Self {
    Self(name: "clikc.notification.v1.Mail/ListMail", method: "GET", hasBody: false) { request in "/api/v1/accounts/\(GatewayPath.encoded(request.accountID))/mail" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ListInvitationsRequest, Response == Clikc_Notification_V1_ListInvitationsResponse {
  /// The last mail with a temporary password to each account that had one. Accounts the caller may not
  /// see are left out. Coordinators and administrators.
  static var listInvitations: Self {
    Self(name: "clikc.notification.v1.Mail/ListInvitations", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      for value in request.accountIds { query.append(("accountIds", "\(value)")) }
      return "/api/v1/invitations" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ListUndeliveredRequest, Response == Clikc_Notification_V1_ListUndeliveredResponse {
  /// Mail that did not arrive, and mail that is tried again after an error: what changed last comes first. Coordinators see
  /// that of their administration, administrators all of it or one administration's; PERMISSION_DENIED with
  /// MAIL_NOT_VISIBLE for another.
  static var listUndelivered: Self {
    Self(name: "clikc.notification.v1.Mail/ListUndelivered", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if request.state.rawValue != 0 { query.append(("state", "\(request.state.rawValue)")) }
      if !request.template.isEmpty { query.append(("template", "\(request.template)")) }
      if !request.administrationID.isEmpty { query.append(("administrationId", "\(request.administrationID)")) }
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/undelivered-mail" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_CountUndeliveredRequest, Response == Clikc_Notification_V1_CountUndeliveredResponse {
  /// How many people have an invitation that did not arrive, were sent no other since and have not got in. Coordinators
  /// and administrators, as ListUndelivered.
  static var countUndelivered: Self {
    Self(name: "clikc.notification.v1.Mail/CountUndelivered", method: "GET", hasBody: false) { _ in "/api/v1/undelivered-mail/count" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ListSuppressedRequest, Response == Clikc_Notification_V1_ListSuppressedResponse {
  /// Addresses that get no mail that can be missed, because mail to them failed too often: what failed last comes first.
  /// Coordinators see those of people of their administration, administrators all.
  static var listSuppressed: Self {
    Self(name: "clikc.notification.v1.Mail/ListSuppressed", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.query.isEmpty { query.append(("query", "\(request.query)")) }
      if request.pageSize != 0 { query.append(("pageSize", "\(request.pageSize)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/suppressed-addresses" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_GetSuppressedRequest, Response == Clikc_Notification_V1_GetSuppressedResponse {
  /// One of them; NOT_FOUND with SUPPRESSION_UNKNOWN for one that gets its mail, or is not among those that the caller may
  /// list.
  static var getSuppressed: Self {
    Self(name: "clikc.notification.v1.Mail/GetSuppressed", method: "GET", hasBody: false) { request in "/api/v1/suppressed-addresses/\(GatewayPath.encoded(request.suppressionID))" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_LiftSuppressionRequest, Response == Clikc_Notification_V1_LiftSuppressionResponse {
  /// Lets all mail go to an address again, and forgets its failures. Mail that was not sent stays unsent. NOT_FOUND as
  /// GetSuppressed.
  static var liftSuppression: Self {
    Self(name: "clikc.notification.v1.Mail/LiftSuppression", method: "POST", hasBody: true) { request in "/api/v1/suppressed-addresses/\(GatewayPath.encoded(request.suppressionID))/lift" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_NoteLinkOpenedRequest, Response == Clikc_Notification_V1_NoteLinkOpenedResponse {
  /// Notes that the link in a mail was followed. Whoever has the link may say so; the answer is the same
  /// for a mail nobody knows.
  static var noteLinkOpened: Self {
    Self(name: "clikc.notification.v1.Mail/NoteLinkOpened", method: "POST", hasBody: true) { request in "/api/v1/mail/\(GatewayPath.encoded(request.mailID))/opened" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_UnsubscribeRequest, Response == Clikc_Notification_V1_UnsubscribeResponse {
  /// Ends the reminders of the kind a mail is of, for the person it went to. Whoever has the mail may ask;
  /// the answer is the same for a mail nobody knows.
  static var unsubscribe: Self {
    Self(name: "clikc.notification.v1.Mail/Unsubscribe", method: "POST", hasBody: true) { request in "/api/v1/mail/\(GatewayPath.encoded(request.mailID))/unsubscribe" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ListTemplatesRequest, Response == Clikc_Notification_V1_ListTemplatesResponse {
  /// The kinds of mail this service writes. Administrators.
  static var listTemplates: Self {
    Self(name: "clikc.notification.v1.Mail/ListTemplates", method: "GET", hasBody: false) { _ in "/api/v1/mail-templates" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_PreviewTemplateRequest, Response == Clikc_Notification_V1_PreviewTemplateResponse {
  /// A kind of mail as it would be sent to an invented person; NOT_FOUND with TEMPLATE_UNKNOWN.
  /// Administrators.
  static var previewTemplate: Self {
    Self(name: "clikc.notification.v1.Mail/PreviewTemplate", method: "GET", hasBody: false) { request in "/api/v1/mail-templates/\(GatewayPath.encoded(request.name))/\(GatewayPath.encoded(request.language))" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ExportMyMailRequest, Response == Clikc_Notification_V1_ExportMyMailResponse {
  /// All that Notification keeps about the caller: mail and certificates.
  static var exportMyMail: Self {
    Self(name: "clikc.notification.v1.MailData/ExportMyMail", method: "GET", hasBody: false) { _ in "/api/v1/my/data/mail" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ListCertificatesRequest, Response == Clikc_Notification_V1_ListCertificatesResponse {
  /// Issued certificates, newest first.
  static var listCertificates: Self {
    Self(name: "clikc.notification.v1.CertificateRegister/ListCertificates", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.query.isEmpty { query.append(("query", "\(request.query)")) }
      if !request.accountID.isEmpty { query.append(("accountId", "\(request.accountID)")) }
      if !request.courseID.isEmpty { query.append(("courseId", "\(request.courseID)")) }
      if !request.pageToken.isEmpty { query.append(("pageToken", "\(request.pageToken)")) }
      return "/api/v1/certificate-register" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_CountCertificatesRequest, Response == Clikc_Notification_V1_CountCertificatesResponse {
  /// Counts certificates that are valid by course: coordinators those of their people, administrators all, or those of
  /// the people of one administration.
  static var countCertificates: Self {
    Self(name: "clikc.notification.v1.CertificateRegister/CountCertificates", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.administrationID.isEmpty { query.append(("administrationId", "\(request.administrationID)")) }
      return "/api/v1/certificate-count" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_GetCertificateRequest, Response == Clikc_Notification_V1_GetCertificateResponse {
  /// One certificate with all that was proposed and decided about it; NOT_FOUND with CERTIFICATE_NOT_FOUND.
  static var getCertificate: Self {
    Self(name: "clikc.notification.v1.CertificateRegister/GetCertificate", method: "GET", hasBody: false) { request in "/api/v1/certificate-register/\(GatewayPath.encoded(request.certificateID))" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ListRevocationsRequest, Response == Clikc_Notification_V1_ListRevocationsResponse {
  /// Proposals to take a certificate back that wait for a second person, the oldest first, at most 100.
  static var listRevocations: Self {
    Self(name: "clikc.notification.v1.CertificateRegister/ListRevocations", method: "GET", hasBody: false) { _ in "/api/v1/revocations" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ProposeRevocationRequest, Response == Clikc_Notification_V1_ProposeRevocationResponse {
  /// Proposes to take a certificate back. FAILED_PRECONDITION with CERTIFICATE_REVOKED, CERTIFICATE_SUPERSEDED or
  /// REVOCATION_WAITING.
  static var proposeRevocation: Self {
    Self(name: "clikc.notification.v1.CertificateRegister/ProposeRevocation", method: "POST", hasBody: true) { request in "/api/v1/certificate-register/\(GatewayPath.encoded(request.certificateID))/revocations" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_DecideRevocationRequest, Response == Clikc_Notification_V1_DecideRevocationResponse {
  /// Confirms or refuses what another person proposed: administrators only. PERMISSION_DENIED with REVOCATION_OWN for
  /// the proposer, NOT_FOUND with REVOCATION_NOT_FOUND, FAILED_PRECONDITION with REVOCATION_DECIDED. The same decision
  /// by the same person again changes nothing.
  static var decideRevocation: Self {
    Self(name: "clikc.notification.v1.CertificateRegister/DecideRevocation", method: "POST", hasBody: true) { request in "/api/v1/revocations/\(GatewayPath.encoded(request.proposalID))/decision" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_WithdrawRevocationRequest, Response == Clikc_Notification_V1_WithdrawRevocationResponse {
  /// Takes back a proposal of one's own. PERMISSION_DENIED with REVOCATION_NOT_OWN, and as DecideRevocation.
  static var withdrawRevocation: Self {
    Self(name: "clikc.notification.v1.CertificateRegister/WithdrawRevocation", method: "POST", hasBody: true) { request in "/api/v1/revocations/\(GatewayPath.encoded(request.proposalID))/withdrawal" }
  }
}

extension GatewayRoute where Request == Clikc_Notification_V1_ReissueCertificateRequest, Response == Clikc_Notification_V1_ReissueCertificateResponse {
  /// Issues a certificate anew with the holder's name as it is now: another number, code and PDF, the same course, days
  /// and end. The one that is named is superseded; named again, it is answered with the one in its place.
  /// FAILED_PRECONDITION with CERTIFICATE_REVOKED, REVOCATION_WAITING, CERTIFICATE_NAME_UNCHANGED or
  /// CERTIFICATE_HOLDER_ERASED.
  static var reissueCertificate: Self {
    Self(name: "clikc.notification.v1.CertificateRegister/ReissueCertificate", method: "POST", hasBody: true) { request in "/api/v1/certificate-register/\(GatewayPath.encoded(request.certificateID))/reissue" }
  }
}

extension GatewayRoute where Request == Clikc_Gateway_V1_GetDashboardRequest, Response == Clikc_Gateway_V1_GetDashboardResponse {
  /// What the dashboard shows.
  static var getDashboard: Self {
    Self(name: "clikc.gateway.v1.Pages/GetDashboard", method: "GET", hasBody: false) { request in
      var query: [(String, String)] = []
      if !request.query.isEmpty { query.append(("query", "\(request.query)")) }
      return "/api/v1/pages/dashboard" + GatewayPath.query(query)
    }
  }
}

extension GatewayRoute where Request == Clikc_Gateway_V1_GetOutlineRequest, Response == Clikc_Gateway_V1_GetOutlineResponse {
  /// What a course's outline shows.
  static var getOutline: Self {
    Self(name: "clikc.gateway.v1.Pages/GetOutline", method: "GET", hasBody: false) { request in "/api/v1/pages/courses/\(GatewayPath.encoded(request.courseID))" }
  }
}

extension GatewayRoute where Request == Clikc_Gateway_V1_GetPlayerRequest, Response == Clikc_Gateway_V1_GetPlayerResponse {
  /// What the player shows.
  static var getPlayer: Self {
    Self(name: "clikc.gateway.v1.Pages/GetPlayer", method: "GET", hasBody: false) { request in "/api/v1/pages/courses/\(GatewayPath.encoded(request.courseID))/lessons/\(GatewayPath.encoded(request.activityID))" }
  }
}

extension GatewayRoute where Request == Clikc_Gateway_V1_CheckAnswerRequest, Response == Clikc_Gateway_V1_CheckAnswerResponse {
  /// Answers a check question and tells why.
  static var checkAnswer: Self {
    Self(name: "clikc.gateway.v1.Pages/CheckAnswer", method: "POST", hasBody: true) { request in "/api/v1/pages/courses/\(GatewayPath.encoded(request.courseID))/lessons/\(GatewayPath.encoded(request.activityID))/checks" }
  }
}

extension GatewayRoute where Request == Clikc_Gateway_V1_ExportMyDataRequest, Response == Clikc_Gateway_V1_ExportMyDataResponse {
  /// All that every service keeps about the caller.
  static var exportMyData: Self {
    Self(name: "clikc.gateway.v1.Pages/ExportMyData", method: "GET", hasBody: false) { _ in "/api/v1/pages/my-data" }
  }
}

extension GatewayRoute where Request == Clikc_Gateway_V1_GetAttemptPageRequest, Response == Clikc_Gateway_V1_GetAttemptPageResponse {
  /// What an attempt at a quiz shows: its questions, and once finished what was right and why.
  static var getAttemptPage: Self {
    Self(name: "clikc.gateway.v1.Pages/GetAttemptPage", method: "GET", hasBody: false) { request in "/api/v1/pages/attempts/\(GatewayPath.encoded(request.attemptID))" }
  }
}
