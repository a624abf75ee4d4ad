internal import Foundation
internal import IdentityContract
internal import SwiftProtobuf

/// People who do not exist: the same number of the same seed is always the same person.
struct MadePeople: Sendable {
  let seed: UInt64

  /// The `number`th person, from 0. A fifth has not signed in yet, a fiftieth is suspended; they came in over six
  /// years, in no order.
  func person(_ number: Int) -> Clikc_Identity_V1_LoadedAccount {
    var chance = SplitMix64(state: self.seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    let kind = MadeNames.all[chance.below(MadeNames.all.count)]
    let given = kind.given[chance.belowLeaningLow(kind.given.count)]
    let family = kind.family[chance.belowLeaningLow(kind.family.count)]
    let state = chance.below(50)
    let moment = Self.firstDay + Double(chance.below(Self.seconds))
    return .with {
      $0.name = "\(given.text) \(family.text)"
      $0.username = "\(given.letters).\(family.letters).\(number)"
      $0.email = "\(given.letters).\(family.letters).\(number)@officers.example.org"
      $0.language = kind.language
      $0.createdAt = Google_Protobuf_Timestamp(timeIntervalSince1970: moment)
      $0.state = state == 0 ? .suspended : state <= 10 ? .waiting : .active
    }
  }

  /// 2020-01-01, in seconds since 1970.
  private static let firstDay: Double = 1_577_836_800
  /// How long people came in: six years.
  private static let seconds = 6 * 365 * 86_400
}

/// Numbers that look random and are the same for the same state (Steele, Lea and Flood, OOPSLA 2014).
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    self.state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = self.state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0 to below `end`.
  mutating func below(_ end: Int) -> Int { Int(self.next() % UInt64(end)) }

  /// The same, low numbers more often: some names are common, others rare.
  mutating func belowLeaningLow(_ end: Int) -> Int { min(self.below(end), self.below(end)) }
}
