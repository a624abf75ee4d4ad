internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import SwiftProtobuf

/// Fills Identity with accounts, a batch at a time.
struct AccountLoad: Sendable {
  /// As many accounts go into one call, all of one administration.
  static let batch = 1000

  let backend: Backend
  let people: MadePeople
  let password: String
  /// The administration that gets every tenth batch, so that one is large.
  let large: String
  /// The others, which share the rest.
  let administrations: [String]

  /// Makes accounts until there are `count` of this seed; `made` hears of each batch how many are there by then.
  /// Batches under way at a time are of different administrations, whose counts they would wait for.
  func fill(
    _ count: Int, concurrency: Int, made: @Sendable (Int) -> Void
  ) async throws {
    let batches = (count + Self.batch - 1) / Self.batch
    try await withThrowingTaskGroup(of: Int.self) { group in
      var (next, there) = (0, 0)
      func start() {
        guard next < batches else { return }
        let number = next
        next += 1
        group.addTask { try await self.load(number, of: count) }
      }
      for _ in 0..<concurrency { start() }
      while let size = try await group.next() {
        there += size
        made(there)
        start()
      }
    }
  }

  private func load(_ number: Int, of count: Int) async throws -> Int {
    let numbers = number * Self.batch..<min((number + 1) * Self.batch, count)
    let request = Clikc_Identity_V1_LoadAccountsRequest.with {
      $0.password = self.password
      $0.administrationID = self.administration(number)
      $0.accounts = numbers.map(self.people.person)
    }
    _ = try await attempting("making the accounts from \(numbers.lowerBound)") {
      try await Backend.timed { try await self.backend.load.loadAccounts(request) }
    }
    return numbers.count
  }

  private func administration(_ batch: Int) -> String {
    guard !batch.isMultiple(of: 10), !self.administrations.isEmpty else { return self.large }
    return self.administrations[(batch - batch / 10 - 1) % self.administrations.count]
  }
}

/// How those of a load sign in: a file that its owner alone reads.
struct LoadLogins: Codable {
  var password: String
  /// Some of those who can.
  var usernames: [String]

  /// About as many of a large load.
  private static let enough = 5000

  /// What an earlier load wrote; nil when there is none.
  static func read(_ url: URL) throws -> LoadLogins? {
    guard FileManager.default.fileExists(atPath: url.path()) else { return nil }
    do { return try JSONDecoder().decode(Self.self, from: Data(contentsOf: url)) } catch {
      throw FileFault(url.path(), "", "is no file of logins: \(error)")
    }
  }

  /// Who of the first `count` can sign in, taken at even distances.
  static func usernames(of count: Int, _ people: MadePeople) -> [String] {
    stride(from: 0, to: count, by: max(1, count / Self.enough)).map(people.person)
      .filter { $0.state == .active }.map(\.username)
  }
}
