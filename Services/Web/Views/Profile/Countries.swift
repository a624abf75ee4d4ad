import Foundation
import Localization

/// The countries and time zones a person can choose.
enum Countries {
  /// Code and name in one language, by name.
  static func all(_ language: Language) -> [(code: String, name: String)] {
    byLanguage[language, default: []]
  }

  /// The name of a country; its code when there is no name.
  static func name(_ code: String, _ language: Language) -> String {
    Locale(identifier: language.rawValue).localizedString(forRegionCode: code) ?? code
  }

  /// IANA names of the places of the world, and UTC.
  static let timeZones: [String] =
    ["UTC"]
    + TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") && !$0.hasPrefix("Etc/") }
    .sorted()

  /// Codes Unicode knows and ISO 3166-1 has not assigned: reserved, of users, or of countries that are no more.
  private static let unassigned = Set(
    "AC AN BU CP CQ CS DD DG EA EU EZ FX IC NT QO QU SU TA TP UK UN XA XB XK YD YU ZR ZZ"
      .split(separator: " ").map(String.init))

  private static let byLanguage: [Language: [(code: String, name: String)]] = {
    let codes = Locale.Region.isoRegions.map(\.identifier).filter {
      $0.count == 2 && !unassigned.contains($0)
    }
    return Dictionary(
      uniqueKeysWithValues: Language.allCases.map { language in
        let locale = Locale(identifier: language.rawValue)
        let named = codes.map { (code: $0, name: name($0, language)) }
        let sorted = named.sorted {
          $0.name.compare($1.name, options: .caseInsensitive, range: nil, locale: locale)
            == .orderedAscending
        }
        return (language, sorted)
      })
  }()
}
