internal import IdentityContract
internal import IdentityDomain
internal import SwiftProtobuf

extension Clikc_Identity_V1_Photo {
  init(_ photo: Photo) {
    self = .with {
      $0.large = photo.large
      $0.small = photo.small
    }
  }
}

extension Clikc_Identity_V1_ProfileVisibility {
  init(_ visibility: ProfileVisibility) {
    self.init()
    for field in ProfileField.allCases {
      self[keyPath: Self.place(of: field)] = Clikc_Identity_V1_ProfileAudience(visibility[field])
    }
  }

  /// What is said; fields that say nothing are left out.
  var changes: [ProfileField: ProfileAudience] {
    var changes: [ProfileField: ProfileAudience] = [:]
    for field in ProfileField.allCases {
      changes[field] = ProfileAudience(rawValue: self[keyPath: Self.place(of: field)].rawValue)
    }
    return changes
  }

  private static func place(
    of field: ProfileField
  ) -> WritableKeyPath<Self, Clikc_Identity_V1_ProfileAudience> {
    switch field {
    case .email: \.email
    case .city: \.city
    case .country: \.country
    case .timeZone: \.timeZone
    case .description: \.description_p
    case .interests: \.interests
    case .photo: \.photo
    }
  }
}

extension Clikc_Identity_V1_ProfileAudience {
  init(_ audience: ProfileAudience) {
    self =
      switch audience {
      case .everyone: .everyone
      case .courses: .courses
      case .staff: .staff
      case .nobody: .nobody
      }
  }
}

extension Clikc_Identity_V1_ShowProfileResponse {
  /// Of an account already reduced to what its onlooker may see.
  init(_ seen: Account) {
    self = .with {
      $0.accountID = seen.id.wireText
      $0.name = seen.name
      $0.preferredName = seen.details.preferredName
      $0.email = seen.email
      $0.city = seen.city
      $0.country = seen.country
      $0.timeZone = seen.timeZone
      $0.description_p = seen.description
      $0.interests = seen.details.interests.words
      if let photo = seen.details.photo { $0.photo = Clikc_Identity_V1_Photo(photo) }
    }
  }
}
