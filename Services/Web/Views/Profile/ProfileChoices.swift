import IdentityContract
import Localization

/// The time zones of a part of the world, such as those whose names begin with Africa.
struct ZoneGroup: Equatable, Sendable {
  let title: String
  let zones: [Choice]

  /// All zones, UTC first.
  static func all(chosen: String) -> [ZoneGroup] {
    let parts = Dictionary(grouping: Countries.timeZones) { zone in
      zone.contains("/") ? String(zone.prefix { $0 != "/" }) : ""
    }
    return parts.sorted { $0.key < $1.key }.map { part, zones in
      ZoneGroup(
        title: part.isEmpty ? "UTC" : part,
        zones: zones.map {
          let name = part.isEmpty ? $0 : String($0.dropFirst(part.count + 1))
          return Choice(
            value: $0, title: name.replacing("_", with: " "), chosen: $0 == chosen)
        })
    }
  }
}

/// Who shall see one field of a profile.
struct AudienceChoice: Equatable, Sendable {
  /// The form's field.
  let field: String
  let title: String
  let choices: [Choice]

  private typealias Visibility = Clikc_Identity_V1_ProfileVisibility

  private static let fields:
    [(
      name: String, title: String,
      place: WritableKeyPath<Visibility, Clikc_Identity_V1_ProfileAudience> & Sendable
    )] = [
      ("see_photo", "web.photo.title", \.photo), ("see_email", "web.email", \.email),
      ("see_city", "web.profile.city", \.city), ("see_country", "web.profile.country", \.country),
      ("see_zone", "web.profile.zone", \.timeZone),
      ("see_interests", "web.profile.interests", \.interests),
      ("see_about", "web.profile.about", \.description_p),
    ]

  /// One for each field, with who sees it now. The staff writes to the address, so it cannot be hidden from them.
  static func all(
    _ visibility: Clikc_Identity_V1_ProfileVisibility, _ texts: Texts
  ) -> [AudienceChoice] {
    fields.map { field in
      let audiences = (1...(field.name == "see_email" ? 3 : 4))
      return AudienceChoice(
        field: field.name, title: texts(field.title),
        choices: audiences.map {
          Choice(
            value: String($0), title: texts("web.audience.\($0)"),
            chosen: $0 == visibility[keyPath: field.place].rawValue)
        })
    }
  }

  /// What a form says; fields it does not have stay as they are.
  static func visibility(_ form: Form) -> Clikc_Identity_V1_ProfileVisibility {
    var visibility = Clikc_Identity_V1_ProfileVisibility()
    for field in fields {
      let number = Int(form[field.name]) ?? 0
      visibility[keyPath: field.place] =
        Clikc_Identity_V1_ProfileAudience(rawValue: number) ?? .unspecified
    }
    return visibility
  }
}
