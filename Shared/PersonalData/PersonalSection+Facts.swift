public import Foundation
public import PrivacyContract
internal import SwiftProtobuf

/// One fact about a person: a stable name, and what is kept.
public struct PersonalFact: Sendable {
  let name: String
  let value: String

  /// A text as it is kept.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// A number.
  public init(_ name: String, _ value: Int64) { self.init(name, String(value)) }

  /// Yes or no.
  public init(_ name: String, _ value: Bool) { self.init(name, value ? "yes" : "no") }

  /// A time, in RFC 3339 and UTC; empty when there is none.
  public init(_ name: String, _ value: Date?) {
    self.init(name, value.map { $0.formatted(.iso8601) } ?? "")
  }
}

extension Clikc_Privacy_V1_PersonalSection {
  /// A section with a record for each list of facts.
  public init(_ name: String, _ records: [[PersonalFact]]) {
    self.init()
    self.name = name
    self.records = records.map { facts in
      Clikc_Privacy_V1_PersonalRecord.with {
        $0.fields = facts.map { fact in
          Clikc_Privacy_V1_PersonalField.with {
            $0.name = fact.name
            $0.value = fact.value
          }
        }
      }
    }
  }
}
