import Foundation
import NotificationContract
import SwiftProtobuf

/// One certificate, as who looks after it sees it, and what may be done.
struct RegisteredModel: Equatable, Sendable {
  let serial: String
  let state: RegisterState
  let facts: [PersonModel.Fact]
  let links: [Link]
  let verify: String
  /// Where it is issued anew; nil when there is no need to, or it may not be.
  let reissue: String?
  let currentName: String
  /// The form that proposes to take it back; nil when it may not be.
  let propose: Propose?
  /// The proposal that waits.
  let waiting: Waiting?
  let history: [Past]
  let hasHistory: Bool
  let notice: String?
  let fault: String?

  /// A page that belongs to it.
  struct Link: Equatable, Sendable {
    let title: String
    let address: String
  }

  /// The form that proposes, as it was sent.
  struct Propose: Equatable, Sendable {
    let action: String
    let reasons: [Choice]
    let noneChosen: Bool
    let note: String
    let reasonFault: String?
    let noteFault: String?
  }

  /// A proposal that waits, and the forms for it.
  struct Waiting: Equatable, Sendable {
    let id: String
    let facts: [PersonModel.Fact]
    let note: String?
    /// Where it is decided; nil for who may not.
    let decide: String?
    /// Where it is withdrawn; nil for others than the proposer.
    let withdraw: String?
  }

  /// A proposal that was decided.
  struct Past: Equatable, Sendable {
    let reason: String
    let note: String
    let proposer: String
    let proposed: String
    let outcome: String
    let decider: String
    let decided: String
  }

  init(
    _ answer: Clikc_Notification_V1_GetCertificateResponse, _ form: Form, _ faults: FieldFaults,
    notice: String?, _ texts: Texts
  ) {
    let registered = answer.certificate
    let certificate = registered.certificate
    serial = certificate.serial
    state = RegisterState(certificate.state, texts)
    facts = Self.facts(registered, texts)
    links = Self.links(registered, texts)
    verify = SiteURL.verify(code: certificate.code).path
    currentName = registered.currentName
    reissue =
      registered.reissuable ? SiteURL.registeredForm(registered.id, "reissue").path : nil
    propose = registered.revocable ? Propose(registered.id, form, faults, texts) : nil
    waiting = answer.revocations.first { $0.outcome == .waiting }.map { Waiting($0, texts) }
    history = answer.revocations.filter { $0.outcome != .waiting }.map { Past($0, texts) }
    hasHistory = !history.isEmpty
    self.notice = notice
    fault = faults.form
  }

  private static func facts(
    _ registered: Clikc_Notification_V1_RegisteredCertificate, _ texts: Texts
  ) -> [PersonModel.Fact] {
    let certificate = registered.certificate
    var facts = [
      PersonModel.Fact(
        title: texts("web.verify.holder"), text: certificate.shownHolder(texts)),
      PersonModel.Fact(
        title: texts("web.verify.course"), text: certificate.courseTitle),
      PersonModel.Fact(
        title: texts("web.verify.completed"), text: texts.certifiedDay(certificate.completedAt.date)
      ),
      PersonModel.Fact(
        title: texts("web.verify.issued"), text: texts.certifiedDay(certificate.issuedAt.date)),
    ]
    if registered.currentName != certificate.holder && !certificate.holder.isEmpty {
      facts.insert(
        PersonModel.Fact(title: texts("web.register.name-now"), text: registered.currentName),
        at: 1)
    }
    if !certificate.validUntil.isEmpty {
      facts.append(
        PersonModel.Fact(
          title: texts("web.verify.until"), text: texts.calendarDay(certificate.validUntil)))
    }
    let moments = [
      ("web.register.revoked-on", certificate.hasRevokedAt, certificate.revokedAt),
      ("web.register.superseded-on", certificate.hasSupersededAt, certificate.supersededAt),
    ]
    for (key, isKnown, moment) in moments where isKnown {
      facts.append(PersonModel.Fact(title: texts(key), text: texts.moment(moment.date)))
    }
    return facts
  }

  private static func links(
    _ registered: Clikc_Notification_V1_RegisteredCertificate, _ texts: Texts
  ) -> [Link] {
    var links = [
      Link(
        title: texts("web.register.person"), address: SiteURL.person(registered.accountID).path),
      Link(
        title: texts("web.register.of-person"),
        address: SiteURL.register(RegisterFilter(account: registered.accountID)).path),
      Link(
        title: texts("web.register.of-course"),
        address: SiteURL.register(RegisterFilter(course: registered.certificate.courseID)).path),
    ]
    let others = [
      ("web.register.newer", registered.replacedByID),
      ("web.register.older", registered.replacesID),
    ]
    for (key, id) in others where !id.isEmpty {
      links.append(Link(title: texts(key), address: SiteURL.registered(id).path))
    }
    return links
  }

  /// What the page says was done, by the word in its address.
  static func notice(_ done: String, _ texts: Texts) -> String? {
    let known = ["proposed", "confirmed", "refused", "withdrawn", "reissued"]
    return known.contains(done) ? texts("web.register.done-\(done)") : nil
  }
}

extension RegisteredModel.Propose {
  init(_ id: String, _ form: Form, _ faults: FieldFaults, _ texts: Texts) {
    action = SiteURL.registeredForm(id, "revocations").path
    reasons = (1...4).map {
      Choice(
        value: "\($0)", title: texts("web.register.reason-\($0)"), chosen: form["reason"] == "\($0)"
      )
    }
    noneChosen = !reasons.contains(where: \.chosen)
    note = form["note"]
    reasonFault = faults["reason"]
    noteFault = faults["note"]
  }
}

extension RegisteredModel.Waiting {
  init(_ revocation: Clikc_Notification_V1_Revocation, _ texts: Texts) {
    id = revocation.id
    let certificate = revocation.certificate.id
    facts = [
      PersonModel.Fact(
        title: texts("web.register.reason"),
        text: texts("web.register.reason-\(max(1, revocation.reason.rawValue))")),
      PersonModel.Fact(title: texts("web.register.proposer"), text: revocation.proposer),
      PersonModel.Fact(
        title: texts("web.register.proposed"), text: texts.moment(revocation.proposedAt.date)),
    ]
    note = revocation.note.isEmpty ? nil : revocation.note
    decide =
      revocation.decidable ? SiteURL.registeredForm(certificate, "decision").path : nil
    withdraw =
      revocation.withdrawable ? SiteURL.registeredForm(certificate, "withdrawal").path : nil
  }
}

extension RegisteredModel.Past {
  init(_ revocation: Clikc_Notification_V1_Revocation, _ texts: Texts) {
    reason = texts("web.register.reason-\(max(1, revocation.reason.rawValue))")
    note = revocation.note
    proposer = revocation.proposer
    proposed = texts.moment(revocation.proposedAt.date)
    outcome = texts("web.register.outcome-\(max(1, revocation.outcome.rawValue))")
    decider = revocation.decider
    decided = revocation.hasDecidedAt ? texts.moment(revocation.decidedAt.date) : ""
  }
}

struct RegisteredView: View {
  static let template = "registered"

  let model: RegisteredModel
  let list: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: model.serial)
    screen.status = status
    screen.trail = [.init(list, .register()), .init(model.serial)]
    return screen
  }
}
