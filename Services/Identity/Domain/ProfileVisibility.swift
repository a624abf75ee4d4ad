/// The fields of a profile that their owner may hide; the raw values are how they are kept.
package enum ProfileField: Int, CaseIterable, Sendable {
  case email = 1
  case city
  case country
  case timeZone
  case description
  case interests
  case photo
}

/// Who may see a field; each audience includes those after it. The raw values are how it is kept.
package enum ProfileAudience: Int, CaseIterable, Sendable {
  /// Everybody who is signed in.
  case everyone = 1
  /// Those who take part in a course with the person, and the staff.
  case courses
  /// Coordinators of the person's administration, and administrators of the site.
  case staff
  /// The person alone.
  case nobody
}

/// Who sees which field of one profile.
package struct ProfileVisibility: Equatable, Sendable {
  private var audiences: [ProfileField: ProfileAudience]

  /// Course fellows see what makes a person known, the staff alone where mail goes.
  package static let usual = ProfileVisibility(
    audiences: Dictionary(
      uniqueKeysWithValues: ProfileField.allCases.map { ($0, $0 == .email ? .staff : .courses) }))

  private init(audiences: [ProfileField: ProfileAudience]) { self.audiences = audiences }

  /// Who sees a field.
  package subscript(field: ProfileField) -> ProfileAudience { audiences[field] ?? .nobody }

  /// As kept: the audience of field number n stands at place n - 1. What is missing or unknown is as usual.
  package init(numbers: [Int]) {
    self = .usual
    for field in ProfileField.allCases where field.rawValue <= numbers.count {
      guard let audience = ProfileAudience(rawValue: numbers[field.rawValue - 1]) else { continue }
      audiences[field] = audience
    }
  }

  /// The form it is kept in.
  package var numbers: [Int] { ProfileField.allCases.map { self[$0].rawValue } }

  /// The same with some fields shown to others. The staff sends mail to the address, so it cannot be hidden
  /// from them.
  package func changed(
    by changes: [ProfileField: ProfileAudience]
  ) throws(FieldFault) -> ProfileVisibility {
    guard changes[.email] != .nobody else { throw .invalidChoice }
    var changed = self
    changed.audiences.merge(changes) { $1 }
    return changed
  }
}

/// How somebody stands to the person whose profile they look at.
package struct Onlooker: Equatable, Sendable {
  package let isOwner: Bool
  /// Coordinates the person's administration, or runs the site.
  package let isStaff: Bool
  /// Takes part in a course with the person.
  package let sharesCourse: Bool

  package init(isOwner: Bool = false, isStaff: Bool = false, sharesCourse: Bool = false) {
    self.isOwner = isOwner
    self.isStaff = isStaff
    self.sharesCourse = sharesCourse
  }

  /// Coordinators and administrators, at their work.
  package static let staff = Onlooker(isStaff: true)

  /// Whether somebody who stands so belongs to an audience.
  package func belongs(to audience: ProfileAudience) -> Bool {
    switch audience {
    case .everyone: true
    case .courses: isOwner || isStaff || sharesCourse
    case .staff: isOwner || isStaff
    case .nobody: isOwner
    }
  }

  /// Whether the profile may be seen at all: by those who have to do with the person, and by everybody once the
  /// person shows everybody something.
  package func sees(_ visibility: ProfileVisibility) -> Bool {
    belongs(to: .courses) || ProfileField.allCases.contains { visibility[$0] == .everyone }
  }
}
