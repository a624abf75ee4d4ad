package import Foundation
package import Localization
package import NotificationDomain

extension WrittenLanguage {
  /// The same language in the message catalogues.
  package var catalogue: Localization.Language {
    switch self {
    case .english: .english
    case .french: .french
    case .arabic: .arabic
    case .spanish: .spanish
    case .portuguese: .portuguese
    }
  }
}

extension MessageCatalogue {
  /// A day in UTC with the month's name, such as 24 November 2026.
  package func longDate(_ date: Date, _ language: WrittenLanguage) -> String {
    self.longDate(CalendarDay(date), language)
  }

  /// A day with the month's name.
  package func longDate(_ day: CalendarDay, _ language: WrittenLanguage) -> String {
    let month = self.text("date.month.\(day.month)", language.catalogue)
    return self.text(
      "date.long", language.catalogue,
      ["day": "\(day.day)", "month": month, "year": "\(day.year)"])
  }
}
