internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import ServiceRuntime
internal import SwiftProtobuf

extension LoadCommand.Generate {
  /// Fills Identity until it has `count` accounts of the seed, and writes how they sign in.
  func makeAccounts(_ count: Int, _ logins: URL, _ coordinator: DemoRecord.Login) async throws {
    let people = MadePeople(seed: self.seed)
    let password = try LoadLogins.read(logins)?.password ?? MadePassword.make()
    let concurrency = self.concurrency ?? 3
    let start = ContinuousClock.now
    try await Backend.connected(Settings()) { backend in
      let (large, others) = try await Self.administrations(backend, coordinator)
      let load = AccountLoad(
        backend: backend, people: people, password: password, large: large, administrations: others)
      try await load.fill(count, concurrency: concurrency) { there in
        guard there.isMultiple(of: 50_000) || there == count else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print("\(there) of \(count) accounts, \(Int(Double(there) / seconds)) a second")
      }
    }
    let written = LoadLogins(
      password: password, usernames: LoadLogins.usernames(of: count, people))
    try Self.write(JSONEncoder().encode(written), to: logins)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    print(
      "\(count) accounts in \(Int(seconds.rounded())) s; how they sign in is in \(logins.path()).")
  }

  /// The coordinator's administration, and all others.
  private static func administrations(
    _ backend: Backend, _ coordinator: DemoRecord.Login
  ) async throws -> (large: String, others: [String]) {
    let signedIn = try await backend.signIn(coordinator.username, coordinator.password)
    return try await attempting("listing the administrations") {
      let own = try await signedIn.act { try await $0.accounts.getProfile(.init()) }.account
        .administrationID
      let all = try await Backend.timed {
        try await backend.register.listAdministrationNames(.with { $0.language = "en" })
      }
      return (own, all.administrations.map(\.id).filter { $0 != own })
    }
  }
}
