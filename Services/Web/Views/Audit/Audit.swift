import Foundation
import IdentityContract
import SwiftProtobuf

/// The audit log as administrators search it.
struct AuditModel: Equatable, Sendable {
  let actor: String
  let subject: String
  let since: String
  let until: String
  let events: [Choice]
  let fault: String?
  let rows: [Row]
  let none: Bool
  let next: String?

  /// An entry.
  struct Row: Equatable, Sendable {
    let when: String
    let what: String
    let who: String
    let whom: String
    let address: String
    let device: String
    let details: [ToldDetail]
    /// What is stored, for who searches elsewhere; empty when nothing is.
    let raw: String
    let hasRaw: Bool
  }

  /// OWASP's names of what the portal writes down, in the order they are offered.
  static let events = [
    "authn_login_success", "authn_login_fail", "authn_login_lock", "authn_password_change",
    "authn_password_change_fail", "authn_token_created", "authn_token_delete",
    "authn_token_revoked", "user_created", "user_updated", "user_archived",
    "privilege_permissions_changed", "authz_admin", "upload_complete", "sensitive_read",
  ]

  init(
    _ answer: Clikc_Identity_V1_SearchAuditResponse, _ asked: AuditQuery, fault: String? = nil,
    _ texts: Texts
  ) {
    actor = asked.actor
    subject = asked.subject
    since = asked.since
    until = asked.until
    events = Self.events.map {
      Choice(value: $0, title: texts.auditEvent($0), chosen: $0 == asked.event)
    }
    self.fault = fault
    rows = answer.entries.map { Row($0, texts) }
    none = rows.isEmpty && fault == nil
    next =
      answer.nextPageToken.isEmpty
      ? nil : SiteURL.audit(asked.following(answer.nextPageToken)).path
  }
}

/// What is looked for.
struct AuditQuery: Equatable, Sendable {
  var actor = ""
  var subject = ""
  var event = ""
  var since = ""
  var until = ""
  var page = ""

  init() {}

  init(_ query: Form) {
    actor = query["actor"]
    subject = query["subject"]
    event = query["event"]
    since = query["since"]
    until = query["until"]
    page = query["page"]
  }

  func following(_ token: String) -> AuditQuery {
    var next = self
    next.page = token
    return next
  }

  /// As fields of an address; what is empty is left out.
  var pairs: [(String, String?)] {
    [
      ("actor", actor), ("subject", subject), ("event", event), ("since", since),
      ("until", until), ("page", page),
    ].map { ($0.0, $0.1.isEmpty ? nil : $0.1) }
  }

  var request: Clikc_Identity_V1_SearchAuditRequest {
    .with {
      $0.actor = actor
      $0.subject = subject
      $0.event = event
      $0.since = since
      $0.until = until
      $0.pageToken = page
    }
  }
}

extension AuditModel.Row {
  init(_ entry: Clikc_Identity_V1_AuditEntry, _ texts: Texts) {
    when = texts.moment(entry.at.date)
    let act = texts.auditAct(entry.details["act"] ?? "")
    what = [texts.auditEvent(entry.event), act].compactMap { $0 }.joined(separator: ": ")
    who = entry.hasActor ? entry.actor.shown : texts("web.audit.nobody")
    whom = entry.hasSubject ? entry.subject.shown : ""
    address = entry.clientAddress
    device = entry.device.isEmpty ? "" : DeviceName.of(entry.device, texts)
    let stored = entry.details.sorted { $0.key < $1.key }
    details = stored.filter { $0.key != "act" || act == nil }.compactMap {
      texts.auditDetail($0.key, $0.value)
    }
    raw = stored.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    hasRaw = !raw.isEmpty
  }
}

extension Clikc_Identity_V1_AuditPerson {
  /// The username; for an account that is gone the beginning of its number.
  fileprivate var shown: String { username.isEmpty ? String(accountID.prefix(8)) : username }
}

struct AuditView: View {
  static let template = "audit"

  let model: AuditModel
  let title: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    return screen
  }
}

/// Who looked at one's own record.
struct ReadersModel: Equatable, Sendable {
  let readers: [Reader]
  let none: Bool
  let next: String?

  struct Reader: Equatable, Sendable {
    let when: String
    let name: String
    let what: String
  }

  init(_ answer: Clikc_Identity_V1_ListReadersResponse, _ texts: Texts) {
    readers = answer.readers.map { reader in
      let method = reader.method.split(separator: "/").last.map(String.init) ?? ""
      let key = "web.readers.what.\(method)"
      return Reader(
        when: texts.moment(reader.at.date),
        name: reader.name.isEmpty ? texts("web.readers.gone") : reader.name,
        what: texts.has(key) ? texts(key) : texts("web.readers.what.other"))
    }
    none = readers.isEmpty
    next = answer.nextPageToken.isEmpty ? nil : SiteURL.readers(page: answer.nextPageToken).path
  }
}

struct ReadersView: View {
  static let template = "readers"

  let model: ReadersModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
