internal import Foundation
internal import Localization
internal import NotificationContract
internal import SwiftProtobuf

/// What stands above every document: whose it is, and when it was made, in the language it is worded in.
struct DocumentHeading: Sendable {
  let texts: MessageCatalogue
  let language: Language
  /// The person's name.
  let person: String
  let madeAt: Date

  /// The text of a key.
  func text(_ key: String) -> String { self.texts.text(key, self.language) }

  /// A table under this heading; `about` names what it is about, between title and person.
  func table(
    _ title: String, about: [String] = [], columns: [Clikc_Notification_V1_DocumentColumn],
    rows: [Clikc_Notification_V1_DocumentRow], note: String = ""
  ) -> Clikc_Notification_V1_DrawTableRequest {
    .with {
      $0.language = self.language.rawValue
      $0.title = title
      $0.lines = about + [self.person, self.language.universalMoment(self.madeAt)]
      $0.columns = columns
      $0.rows = rows
      $0.note = note
      $0.madeAt = Google_Protobuf_Timestamp(date: self.madeAt)
    }
  }
}

extension Clikc_Notification_V1_DocumentColumn {
  /// A column of that width beside the others; `figures` stand at the end of their cells.
  init(_ title: String, share: Int32, figures: Bool = false) {
    self = .with {
      $0.title = title
      $0.share = share
      $0.figures = figures
    }
  }
}

extension Clikc_Notification_V1_DocumentRow {
  init(_ cells: [String], strong: Bool = false) {
    self = .with {
      $0.cells = cells
      $0.strong = strong
    }
  }
}
