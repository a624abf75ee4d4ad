package import Foundation

/// In which order people are listed; the numbers are those of the contract.
package enum PeopleOrder: Int, CaseIterable, Sendable {
  case newest = 0
  case name = 1
  case username = 2
}

/// The last person of a page, by what the order goes by: where the next page begins.
package enum PeoplePosition: Equatable, Sendable {
  case newest(Date, UUID)
  case name(String, UUID)
  case username(String, UUID)

  /// Where a person stands in an order.
  package init(_ person: Account, in order: PeopleOrder) {
    self =
      switch order {
      case .newest: .newest(person.createdAt, person.id)
      case .name: .name(person.name, person.id)
      case .username: .username(person.username, person.id)
      }
  }

  /// Order, id and value in bytes.
  package var bytes: [UInt8] {
    let (order, id, value): (PeopleOrder, UUID, [UInt8]) =
      switch self {
      case .newest(let date, let id):
        (.newest, id, Array("\(Int64((date.timeIntervalSince1970 * 1e6).rounded()))".utf8))
      case .name(let name, let id): (.name, id, Array(name.utf8))
      case .username(let name, let id): (.username, id, Array(name.utf8))
      }
    return [UInt8(order.rawValue)] + withUnsafeBytes(of: id.uuid) { Array($0) } + value
  }

  /// A position of `order` as it was written; throws `invalidPageToken` for anything else.
  package init(_ bytes: [UInt8], in order: PeopleOrder) throws(FieldFault) {
    guard bytes.count > 17, bytes[0] == UInt8(order.rawValue),
      let value = String(validating: bytes[17...], as: UTF8.self), !value.contains("\0")
    else { throw .invalidPageToken }
    let id = bytes[1..<17].withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    switch order {
    case .newest:
      guard let micros = Int64(value) else { throw .invalidPageToken }
      self = .newest(Date(timeIntervalSince1970: Double(micros) / 1e6), id)
    case .name: self = .name(value, id)
    case .username: self = .username(value, id)
    }
  }
}
