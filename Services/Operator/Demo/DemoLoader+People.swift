internal import AuthenticationContract
internal import CatalogueContract
internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import SwiftProtobuf

extension DemoLoader {
  /// The first administrator, signed in with a password of their own.
  func administrator() async throws -> SignedIn {
    let person = try self.person(.administrator)
    if self.record[.administrator] == nil {
      self.say("Making the administrator \(person.username).")
      let answer = try await attempting("making the administrator \(person.username)") {
        try await Backend.timed {
          try await self.backend.bootstrap.createAdministrator(
            .with {
              $0.name = person.name
              $0.username = person.username
              $0.email = person.email
              $0.language = person.language
            })
        }
      }
      try self.keep(
        .init(username: answer.account.username, password: answer.temporaryPassword),
        for: .administrator)
    }
    let administrator = try await self.signIn(.administrator)
    if await administrator.gate == .changePassword {
      try await self.choosePassword(administrator, for: .administrator)
    }
    return administrator
  }

  /// Somebody who has passed every gate.
  func person(
    _ part: DemoRecord.Part, madeBy maker: SignedIn,
    roles: [Clikc_Authentication_V1_Role], in administration: String = ""
  ) async throws -> SignedIn {
    try await self.account(part, madeBy: maker, roles: roles, in: administration)
    let person = try await self.signIn(part)
    try await self.open(person, for: part)
    return person
  }

  /// Makes an account unless it is recorded, and reads its temporary password from the mail.
  func account(
    _ part: DemoRecord.Part, madeBy maker: SignedIn,
    roles: [Clikc_Authentication_V1_Role], in administration: String
  ) async throws {
    guard self.record[part] == nil else { return }
    let person = try self.person(part)
    self.say("Making the account \(person.username); its password comes by mail.")
    try await attempting("making the account \(person.username)") {
      do {
        _ = try await maker.act { backend in
          try await backend.accounts.createAccount(
            .with {
              $0.name = person.name
              $0.username = person.username
              $0.email = person.email
              $0.language = person.language
              $0.administrationID = administration
              $0.roles = roles
            })
        }
      } catch let error as RPCError where error.code == .alreadyExists {
        self.say("It was there already; its mail still tells the password.")
      }
    }
    let password = try await self.mailbox.wait(for: person.email, upTo: .seconds(60)) {
      TemporaryPasswordLine.find(in: $0)
    }
    try self.keep(.init(username: person.username, password: password), for: part)
  }

  /// Takes somebody through whatever stands before the open site.
  func open(_ signedIn: SignedIn, for part: DemoRecord.Part) async throws {
    let person = try self.person(part)
    while true {
      switch await signedIn.gate {
      case .changePassword: try await self.choosePassword(signedIn, for: part)
      case .acceptPolicy: try await signedIn.acceptPolicy(in: person.language)
      case .confirmProfile:
        try await signedIn.confirmProfile(city: person.city, country: person.country)
      case .open: return
      case .enterCode, .setUpSecondFactor:
        throw Failure(
          "opening the site for \(person.username)",
          "the demo has no second factor: load it with CLIKC_SECOND_FACTOR=offered")
      case .cancelErasure, .unspecified, .UNRECOGNIZED:
        throw Failure("opening the site for \(person.username)", "the next step is not known")
      }
    }
  }

  private func signIn(_ part: DemoRecord.Part) async throws -> SignedIn {
    guard let login = self.record[part] else {
      throw Failure("signing in the \(part.rawValue)", "no password is recorded")
    }
    guard let former = login.formerPassword else {
      return try await self.backend.signIn(login.username, login.password)
    }
    if let person = try? await self.backend.signIn(login.username, login.password) {
      return person
    }
    let person = try await self.backend.signIn(login.username, former)
    try self.keep(.init(username: login.username, password: former), for: part)
    return person
  }

  private func choosePassword(_ signedIn: SignedIn, for part: DemoRecord.Part) async throws {
    guard let login = self.record[part] else { return }
    let new = try MadePassword.make()
    try self.keep(
      .init(username: login.username, password: new, formerPassword: login.password), for: part)
    try await signedIn.changePassword(from: login.password, to: new)
    try self.keep(.init(username: login.username, password: new), for: part)
  }

  /// Enrols somebody in their courses. The catalogue hears of a new account a moment later.
  func enrol(
    _ part: DemoRecord.Part, as role: Clikc_Catalogue_V1_CourseRole,
    in courses: [String: String], by enroller: SignedIn
  ) async throws {
    let person = try self.person(part)
    for code in person.courses {
      guard let course = courses[code] else {
        throw Failure("enrolling \(person.username)", "there is no course \(code)")
      }
      _ = try await attempting("enrolling \(person.username) in \(code)") {
        try await self.backend.eventually(upTo: .seconds(30), retrying: [.notFound]) {
          try await enroller.act { backend in
            try await backend.enrolments.enrol(
              .with {
                $0.courseID = course
                $0.identifier = person.username
                $0.role = role
              })
          }
        }
      }
    }
  }
}
