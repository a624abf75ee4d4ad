import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("Accounts")
struct AccountsTests {
  static let request = Clikc_Identity_V1_CreateAccountRequest.with {
    $0.name = " Amina  Diallo "
    $0.username = "Amina.Diallo"
    $0.email = "amina@Example.org"
    $0.language = "fr"
  }

  @Test("are made by a coordinator in their own administration; the mail is due by event")
  func created() async throws {
    try await Site.open { site in
      let own = try await site.administration()
      let account = try await site.create(Self.request, as: [.coordinator], of: own)
      #expect(account.name == "Amina Diallo" && account.username == "amina.diallo")
      #expect(account.administrationID == own.uuidString.lowercased())
      #expect(account.roles == [.learner] && account.version == 1)
      let event = try #require(try await site.events(Clikc_Identity_V1_AccountCreated.self).last)
      #expect(event.accountID == account.id && event.username == "amina.diallo")
      #expect(event.email == "amina@example.org" && event.language == "fr")
      #expect(event.secretSerial == 1 && event.roles == [1])
      let life = event.secretExpiresAt.date.timeIntervalSince(site.clock.now)
      #expect(abs(life - 7 * 86400) < 5)
    }
  }

  @Test("of another administration are not a coordinator's to make; an administrator may")
  func scope() async throws {
    try await Site.open { site in
      let own = try await site.administration("KE")
      let other = try await site.administration("SN")
      var request = Self.request
      request.administrationID = other.uuidString
      try await expectRefusal(Refusal(.permissionDenied, "OTHER_ADMINISTRATION")) {
        try await site.create(request, as: [.coordinator], of: own)
      }
      let account = try await site.create(request, as: [.administrator], of: nil)
      #expect(account.administrationID == other.uuidString.lowercased())
      try await expectRefusal(Refusal(.failedPrecondition, "NO_ADMINISTRATION")) {
        try await site.create(Self.request, as: [.coordinator], of: nil)
      }
      try await expectRefusal(code: .permissionDenied) {
        try await site.create(Self.request, as: [.tutor, .expert], of: own)
      }
    }
  }

  @Test("get roles from those who may give them")
  func roles() async throws {
    try await Site.open { site in
      let own = try await site.administration()
      var request = Self.request
      request.roles = [.tutor]
      #expect(
        try await site.create(request, as: [.coordinator], of: own).roles == [.learner, .tutor])
      request.username = "second"
      request.roles = [.administrator]
      try await expectRefusal(Refusal(.permissionDenied, "ROLE_NOT_GRANTABLE")) {
        try await site.create(request, as: [.coordinator], of: own)
      }
      #expect(
        try await site.create(request, as: [.administrator], of: own).roles
          == [.learner, .administrator])
      request.roles = [.UNRECOGNIZED(9)]
      try await expectRefusal(.invalid([FieldViolation("roles", "UNKNOWN_ROLE")])) {
        try await site.create(request, as: [.administrator], of: own)
      }
    }
  }

  @Test("have usernames of their own, whatever the case; addresses may be shared")
  func taken() async throws {
    try await Site.open { site in
      let own = try await site.administration()
      _ = try await site.create(Self.request, as: [.coordinator], of: own)
      var again = Self.request
      again.username = "AMINA.DIALLO"
      try await expectRefusal(Refusal(.alreadyExists, "USERNAME_TAKEN")) {
        try await site.create(again, as: [.coordinator], of: own)
      }
      again.username = "amina.2"
      _ = try await site.create(again, as: [.coordinator], of: own)
    }
  }

  @Test("are refused with every wrong field at once, and nothing is written")
  func faults() async throws {
    try await Site.open { site in
      let own = try await site.administration()
      let refused = try await refusal {
        try await site.create(
          .with {
            $0.username = "a b"
            $0.email = "x"
            $0.language = "de"
          }, as: [.coordinator], of: own)
      }
      #expect(
        refused
          == .invalid([
            FieldViolation("email", "NOT_AN_EMAIL"),
            FieldViolation("language", "UNKNOWN_LANGUAGE"), FieldViolation("name", "REQUIRED"),
            FieldViolation("username", "INVALID_CHARACTERS"),
          ]))
      for administration in ["no id", UUID().uuidString] {
        var unknown = Self.request
        unknown.administrationID = administration
        try await expectRefusal(
          .invalid([FieldViolation("administration_id", "UNKNOWN_ADMINISTRATION")])
        ) { try await site.create(unknown, as: [.administrator], of: nil) }
      }
      #expect(try await site.count("select count(*) from accounts") == 0)
      #expect(try await site.events(Clikc_Identity_V1_AccountCreated.self).isEmpty)
    }
  }

  @Test("are listed newest first, page by page, within the coordinator's administration")
  func listed() async throws {
    try await Site.open { site in
      let own = try await site.administration("KE")
      let other = try await site.administration("SN")
      for number in 1...5 {
        var request = Self.request
        request.username = "officer\(number)"
        request.name = number == 3 ? "José Peña" : "Officer \(number)"
        _ = try await site.create(request, as: [.coordinator], of: own)
        request.username = "foreign\(number)"
        _ = try await site.create(request, as: [.coordinator], of: other)
      }
      let seen = try await site.list(as: [.coordinator], of: own, size: 2)
      #expect(seen == ["officer5", "officer4", "officer3", "officer2", "officer1"])
      #expect(try await site.list(as: [.administrator], of: nil, size: 3).count == 10)
      let found = try await site.list("PENA", as: [.coordinator], of: own, size: 50)
      #expect(found == ["officer3"])
      try await expectRefusal(code: .permissionDenied) {
        try await site.list(as: [.learner, .tutor], of: own, size: 9)
      }
      try await expectRefusal(.invalid([FieldViolation("query", "INVALID_CHARACTERS")])) {
        try await site.list("a\0", as: [.coordinator], of: own, size: 9)
      }
    }
  }

  @Test("are not listed from a page that never was")
  func pageToken() async throws {
    try await Site.open { site in
      let refused = try await refusal {
        try await site.acting(as: site.somebody([.administrator])) {
          try await site.accounts.listAccounts(.with { $0.pageToken = "???" })
        }
      }
      #expect(refused == .invalid([FieldViolation("page_token", "INVALID_PAGE_TOKEN")]))
    }
  }
}

@Suite("A profile")
struct ProfileRPCTests {
  @Test("is read and changed by its owner, and everybody is told")
  func changed() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      let read = try await site.acting(as: token) {
        try await site.accounts.getProfile(.init()).account
      }
      #expect(read.version == 2 && read.timeZone == "Africa/Dakar")
      var form = Site.profile(version: 2)
      form.name = "أمينة ديالو"
      form.email = "a.diallo@example.org"
      form.language = "ar"
      let after = try await site.acting(as: token) { [form] in
        try await site.accounts.updateProfile(form).account
      }
      #expect(after.name == "أمينة ديالو" && after.version == 3)
      let event = try #require(try await site.events(Clikc_Identity_V1_AccountChanged.self).last)
      #expect(event.accountID == person.account.id && event.name == "أمينة ديالو")
      #expect(event.language == "ar" && event.roles == [1])
      let moved = try await site.events(Clikc_Identity_V1_EmailChanged.self)
      #expect(moved.map(\.formerEmail) == ["amina@example.org"], "once, for the change alone")
      #expect(try await site.principal(token).principal.language == "ar")
    }
  }

  @Test("is not overwritten by a form that saw an older version")
  func conflict() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      for version in [Int64(1), 3, 0] {
        let refused = try await refusal {
          try await site.acting(as: token) {
            try await site.accounts.updateProfile(Site.profile(version: version))
          }
        }
        #expect(refused == Refusal(.aborted, "PROFILE_CHANGED_MEANWHILE"))
      }
      let winners = await withTaskGroup(of: Bool.self) { group in
        for _ in 1...8 {
          group.addTask {
            let answer = try? await site.acting(as: token) {
              try await site.accounts.updateProfile(Site.profile(version: 2))
            }
            return answer != nil
          }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(winners == 1)
    }
  }

  @Test("is refused with every wrong field at once")
  func faults() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      let refused = try await refusal {
        try await site.acting(as: token) {
          try await site.accounts.updateProfile(
            .with {
              $0.country = "ZZ"
              $0.timeZone = "Mars/Base"
              $0.description_p = "\0"
              $0.version = 2
            })
        }
      }
      #expect(
        Set(refused.violations.map(\.field))
          == ["name", "email", "language", "country", "time_zone", "description"])
    }
  }

  @Test("needs a session whose account exists")
  func anonymous() async throws {
    try await Site.open { site in
      let anonymous = try await refusal { try await site.accounts.getProfile(.init()) }
      #expect(anonymous == Refusal(.unauthenticated, "SIGN_IN_REQUIRED"))
      let gone = try await refusal {
        try await site.acting(as: site.somebody([.learner])) {
          try await site.accounts.getProfile(.init())
        }
      }
      #expect(gone == anonymous)
    }
  }
}

extension Site {
  func create(
    _ request: Clikc_Identity_V1_CreateAccountRequest, as roles: Set<Role>,
    of administration: UUID?
  ) async throws -> Clikc_Identity_V1_Account {
    try await acting(as: somebody(roles, of: administration)) {
      try await accounts.createAccount(request).account
    }
  }

  /// The usernames of all pages in turn.
  func list(
    _ query: String = "", as roles: Set<Role>, of administration: UUID?, size: Int32
  ) async throws -> [String] {
    var names: [String] = []
    var request = Clikc_Identity_V1_ListAccountsRequest.with {
      $0.query = query
      $0.pageSize = size
    }
    repeat {
      let page = try await acting(as: somebody(roles, of: administration)) { [request] in
        try await accounts.listAccounts(request)
      }
      #expect(page.accounts.count <= Int(size))
      names += page.accounts.map(\.username)
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return names
  }
}
