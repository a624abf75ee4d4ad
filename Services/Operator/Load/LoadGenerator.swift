internal import CatalogueContract
internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import SwiftProtobuf

/// Makes learners for a benchmark, each as a person would come in: an account, its mail, a password
/// of their own, policy, profile, courses. What it ends with are open sessions.
struct LoadGenerator: Sendable {
  let backend: Backend
  let mailbox: Mailbox
  let coordinator: SignedIn
  let tutor: SignedIn
  /// Ids of the courses everybody is enrolled in.
  let courses: [String]
  /// Keeps the usernames of this run apart from others'.
  let run: String

  /// The tokens of `count` learners, `concurrency` of them under way at a time; `made` hears of each.
  func generate(
    _ count: Int, concurrency: Int, made: @Sendable (Int) -> Void
  ) async throws -> [String] {
    try await withThrowingTaskGroup(of: String.self) { group in
      var tokens: [String] = []
      var next = 0
      func start() {
        guard next < count else { return }
        let number = next
        next += 1
        group.addTask { try await self.learner(number) }
      }
      for _ in 0..<concurrency { start() }
      while let token = try await group.next() {
        tokens.append(token)
        made(tokens.count)
        start()
      }
      return tokens
    }
  }

  private func learner(_ number: Int) async throws -> String {
    let username = "load-\(self.run)-\(number)"
    let email = "\(username)@example.org"
    let account = try await attempting("making the account \(username)") {
      try await self.coordinator.act { backend in
        try await backend.accounts.createAccount(
          .with {
            $0.name = "Learner \(self.run) \(number)"
            $0.username = username
            $0.email = email
            $0.language = "en"
          }
        ).account
      }
    }
    let temporary = try await self.mailbox.wait(for: email, upTo: .seconds(120)) {
      TemporaryPasswordLine.find(in: $0)
    }
    let learner = try await self.backend.signIn(username, temporary)
    try await self.open(learner, temporary)
    try await self.enrol(account.id)
    return learner.token
  }

  private func open(_ learner: SignedIn, _ temporary: String) async throws {
    try await learner.changePassword(from: temporary, to: try MadePassword.make())
    if await learner.gate == .acceptPolicy { try await learner.acceptPolicy(in: "en") }
    if await learner.gate == .confirmProfile {
      try await learner.confirmProfile(city: "", country: "")
    }
  }

  private func enrol(_ account: String) async throws {
    for course in self.courses {
      _ = try await attempting("enrolling \(account)") {
        try await self.backend.eventually(upTo: .seconds(60), retrying: [.notFound]) {
          try await self.tutor.act { backend in
            try await backend.enrolments.enrol(
              .with {
                $0.courseID = course
                $0.accountID = account
              })
          }
        }
      }
    }
  }
}
