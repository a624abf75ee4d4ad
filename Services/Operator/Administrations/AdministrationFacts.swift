internal import Foundation
internal import IdentityContract
internal import SwiftProtobuf

/// What a file says of administrations.
struct AdministrationFacts: Sendable {
  let request: Clikc_Identity_V1_LoadAdministrationsRequest

  /// Reads `administrations: [{code, region, names: {en, fr, ar, es, pt}}]`.
  init(_ file: URL) throws {
    let value = try YAMLValue.read(file, shownAs: file.path())
    let facts = try value.mapping { keys in
      try keys.required("administrations").list().map(Self.fact)
    }
    self.request = .with { $0.administrations = facts }
  }

  private static func fact(_ value: YAMLValue) throws -> Clikc_Identity_V1_AdministrationFact {
    try value.mapping { keys in
      var fact = Clikc_Identity_V1_AdministrationFact()
      fact.code = try keys.text("code")
      let region = try keys.required("region")
      guard let known = Self.regions[try region.text()] else {
        throw region.fault("must be one of \(Self.regions.keys.sorted().joined(separator: ", "))")
      }
      fact.region = known
      fact.names = try keys.required("names").mapping { names in
        var texts: [String: String] = [:]
        for language in ["en", "fr", "ar", "es", "pt"] {
          texts[language] = try names.text(language)
        }
        return texts
      }
      return fact
    }
  }

  /// As the World Customs Organization abbreviates them; AP is its A/P.
  private static let regions: [String: Clikc_Identity_V1_Region] = [
    "AMS": .americas, "AP": .asiaPacific, "ESA": .eastSouthernAfrica, "EUR": .europe,
    "MENA": .middleEastNorthAfrica, "WCA": .westCentralAfrica,
  ]
}
