import Foundation
import Localization

/// The words of an export for people: services name sections, fields and values for machines, and the file keeps them
/// so.
extension Texts {
  /// The title of a section or field; its stable name where there is none.
  func exportWord(_ name: String) -> String {
    let key = "web.export.\(name.replacing("_", with: "-"))"
    return has(key) ? self(key) : name
  }

  /// What a field says, as the reader says it; a person's own words as they are.
  func exportValue(_ value: String, of field: String) -> String {
    switch field {
    case "role": return roleWord(value)
    case "roles": return each(value, roleWord)
    case "visibility": return each(value, visibility)
    case "language": return known("web.language.\(value)") ?? value
    case "country": return Countries.name(value, language)
    case "template": return mailKind(value)
    case "state": return known("web.mail.\(value.replacing("_permanent", with: ""))") ?? value
    case "kind", "decision", "answer", "active", "shows_name":
      return known("web.export-value.\(value)") ?? value
    case "due_on", "valid_until": return calendarDay(value)
    default:
      // Times are told in the reader's zone.
      guard let date = try? Date(value, strategy: .iso8601) else { return value }
      return moment(date)
    }
  }

  private func known(_ key: String) -> String? { has(key) ? self(key) : nil }

  /// Words of a list, each by itself.
  private func each(_ value: String, _ word: (String) -> String) -> String {
    value.components(separatedBy: ", ").map(word).joined(separator: self("web.comma"))
  }

  /// A role by the name services have for it.
  func roleWord(_ name: String) -> String {
    let names = ["learner", "tutor", "coordinator", "expert", "administrator"]
    guard let index = names.firstIndex(of: name) else { return name }
    return self("web.role.\(index + 1)")
  }

  /// `field: audience`, such as `timeZone: courses`.
  private func visibility(_ pair: String) -> String {
    let sides = pair.components(separatedBy: ": ")
    let audiences = ["everyone", "courses", "staff", "nobody"]
    guard sides.count == 2, let audience = audiences.firstIndex(of: sides[1]) else { return pair }
    let field = sides[0] == "timeZone" ? "time_zone" : sides[0]
    return "\(exportWord(field)): \(self("web.audience.\(audience + 1)"))"
  }
}
