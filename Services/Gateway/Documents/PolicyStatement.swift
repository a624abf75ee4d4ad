internal import Foundation
internal import IdentityContract
internal import Localization
internal import NotificationContract
internal import SwiftProtobuf

/// What a person answered to one version of a document, as a statement to keep: an acceptance, and its withdrawal when
/// there was one.
struct PolicyStatement {
  typealias Column = Clikc_Notification_V1_DocumentColumn
  typealias Row = Clikc_Notification_V1_DocumentRow

  let heading: DocumentHeading
  /// The account, a UUID.
  let accountID: String

  /// The statement on answers to one version, newest first; nil without any.
  func table(
    _ answers: [Clikc_Identity_V1_PolicyAnswer]
  ) -> Clikc_Notification_V1_DrawTableRequest? {
    guard let newest = answers.first else { return nil }
    let document = [
      Row([self.text("web.policies.document"), newest.title]),
      Row([self.text("web.policies.version"), String(newest.revision)]),
      Row([self.text("web.statement.who"), self.heading.person]),
      Row([self.text("web.statement.account"), self.accountID]),
    ]
    return self.heading.table(
      self.text("web.statement.title"), about: [newest.title],
      // Enough for the digits of a hash in one line.
      columns: [Column("", share: 22), Column("", share: 78)],
      rows: document + answers.flatMap(self.rows), note: self.text("web.statement.note"))
  }

  private func rows(_ given: Clikc_Identity_V1_PolicyAnswer) -> [Row] {
    let answer =
      given.withdrawn
      ? "web.privacy.withdrawn"
      : given.accepted ? "web.policies.accepted" : "web.policies.declined"
    return [
      Row([self.text("web.privacy.answer"), self.text(answer)], strong: true),
      Row([self.text("web.statement.time"), Self.time(given.answeredAt.date)]),
      Row([
        self.text("web.statement.language"),
        Language(rawValue: given.language)?.ownName ?? given.language,
      ]),
      Row([self.text("web.statement.hash"), given.textHash]),
    ]
  }

  /// ISO 8601 in UTC to the second, which nobody has to read in a language.
  private static func time(_ date: Date) -> String {
    date.formatted(
      .iso8601.year().month().day().dateTimeSeparator(.space).time(
        includingFractionalSeconds: false)
    ) + " UTC"
  }

  private func text(_ key: String) -> String { self.heading.text(key) }
}
