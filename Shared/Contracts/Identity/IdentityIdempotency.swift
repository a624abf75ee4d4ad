// swift-format-ignore-file
// Generated from proto/ by compose/routes: ./clikc proto
//
// What may be called twice.

/// The methods of clikc.identity.v1 whose `idempotency_level` says that they may run twice.
public enum IdentityIdempotency {
  /// As `package.Service/Method`.
  public static let methods: Set<String> = [
    "clikc.identity.v1.Sessions/ResolveSession",
    "clikc.identity.v1.Sessions/SignOut",
    "clikc.identity.v1.Accounts/ListAccounts",
    "clikc.identity.v1.Accounts/GetProfile",
    "clikc.identity.v1.Administrations/PutAdministration",
    "clikc.identity.v1.Administrations/ListAdministrations",
    "clikc.identity.v1.Policies/GetPolicy",
    "clikc.identity.v1.Policies/AnswerPolicy",
    "clikc.identity.v1.Secrets/RevealSecret",
    "clikc.identity.v1.Register/ListRegister",
    "clikc.identity.v1.Register/GetRegisterEntry",
    "clikc.identity.v1.Register/UpdateRegisterEntry",
    "clikc.identity.v1.Register/ListAdministrationNames",
    "clikc.identity.v1.Register/LoadAdministrations",
    "clikc.identity.v1.Audit/SearchAudit",
    "clikc.identity.v1.Audit/ListReaders",
    "clikc.identity.v1.Audit/VerifyAudit",
    "clikc.identity.v1.Imports/ListImports",
    "clikc.identity.v1.Imports/GetImport",
    "clikc.identity.v1.Imports/ListImportRows",
    "clikc.identity.v1.People/ListPeople",
    "clikc.identity.v1.People/GetPerson",
    "clikc.identity.v1.People/SuspendPerson",
    "clikc.identity.v1.People/ReactivatePerson",
    "clikc.identity.v1.Profiles/ShowProfile",
    "clikc.identity.v1.Profiles/SetPhoto",
    "clikc.identity.v1.Profiles/RemovePhoto",
    "clikc.identity.v1.AccountRequests/ListAccountRequests",
    "clikc.identity.v1.AccountRequests/GetAccountRequest",
    "clikc.identity.v1.SecondFactors/GetSecondFactor",
    "clikc.identity.v1.SecondFactors/BeginSecondFactor",
    "clikc.identity.v1.SecondFactors/ResetSecondFactor",
    "clikc.identity.v1.Security/ListSessions",
    "clikc.identity.v1.Security/EndSession",
    "clikc.identity.v1.Security/EndAllSessions",
    "clikc.identity.v1.Security/ListSignIns",
  ]
}
