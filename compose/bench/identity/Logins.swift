internal import Authentication
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import IdentityContract
internal import SwiftProtobuf
internal import Synchronization

/// Signs people in, so many at a time, each from an address of their own.
struct Logins: Sendable {
  let identity: Identity
  let inFlight: Int
  let seconds: Double

  /// What `clikcctl load generate --logins` wrote.
  private struct File: Codable {
    let password: String
    let usernames: [String]
  }

  private struct Result: Encodable {
    let perSecond: Double
    let spread: Spread

    enum CodingKeys: String, CodingKey {
      case perSecond = "per_second"
      case spread
    }
  }

  /// What the callers share.
  private final class State: Sendable {
    let next = Atomic(0)
    let opened = Mutex<[String]>([])
    let times = Times()
  }

  func run(_ file: URL, tokens: URL) async throws {
    let logins = try JSONDecoder().decode(File.self, from: Data(contentsOf: file))
    let usernames = logins.usernames.shuffled()
    let state = State()
    let begin = ContinuousClock.now + .seconds(1)
    let end = begin + .seconds(self.seconds)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<self.inFlight {
        group.addTask {
          while true {
            let number = state.next.add(1, ordering: .relaxed).oldValue
            let sent = ContinuousClock.now
            let token = try await self.signIn(
              usernames[number % usernames.count], logins.password, number)
            let now = ContinuousClock.now
            state.opened.withLock { $0.append(token) }
            if now >= end { return }
            if now >= begin { state.times.add((now - sent) / .seconds(1), to: "login") }
          }
        }
      }
      try await group.waitForAll()
    }
    let found = state.times.all["login"] ?? []
    try Data(state.opened.withLock { $0 }.map { "\($0)\n" }.joined().utf8).write(to: tokens)
    try say(Result(perSecond: Double(found.count) / self.seconds, spread: Spread(found)))
  }

  private func signIn(_ username: String, _ password: String, _ number: Int) async throws -> String
  {
    let address = "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
    let origin = OutgoingIdentity(signedPrincipal: nil, clientAddress: address)
    return try await OutgoingIdentity.$current.withValue(origin) {
      try await withDeadline(.seconds(20)) {
        try await Clikc_Identity_V1_Sessions.Client(wrapping: self.identity).signIn(
          .with {
            $0.username = username
            $0.password = password
          }
        ).token
      }
    }
  }
}

/// Resolves sessions at a steady rate, as the gateway does when it has not just done so.
struct Resolutions: Sendable {
  let identity: Identity
  let tokens: [String]
  let pace: Pace

  private struct Result: Encodable {
    let taken: Spread
    let late: Spread
  }

  func run() async throws {
    let tokens = tokens.shuffled()
    let paced = try await self.pace.run { number in
      _ = try await Clikc_Identity_V1_Sessions.Client(wrapping: self.identity).resolveSession(
        .with { $0.token = tokens[number % tokens.count] })
      return "session"
    }
    try say(Result(taken: Spread(paced.times["session"] ?? []), late: Spread(paced.late)))
  }
}
