import Authentication
import CatalogueContract
import EventContract
import Events
import Foundation
import GRPCCore
import IdentityContract
import IdentityDomain
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("Profiles")
struct ProfileAudienceTests {
  private static let digests = (
    large: String(repeating: "a", count: 64), small: String(repeating: "b", count: 64)
  )

  @Test("keep what people say of themselves, in any script")
  func fields() async throws {
    try await Site.open { site in
      let token = try await site.signIn("amina", try await site.learner().password).token
      let profile = try await site.acting(as: token) {
        var change = Site.profile(version: 2)
        change.preferredName = "  أمينة "
        change.interests = ["Valuation", "origine", "VALUATION", " "]
        change.visibility.city = .everyone
        _ = try await site.accounts.updateProfile(change)
        return try await site.accounts.getProfile(.init())
      }
      #expect(profile.account.preferredName == "أمينة")
      #expect(profile.account.interests == ["Valuation", "origine"])
      #expect(profile.visibility.city == .everyone, "what was said")
      #expect(
        profile.visibility.email == .staff && profile.visibility.photo == .courses, "the rest")
      let session = try await site.sessions.resolveSession(.with { $0.token = token })
      #expect(session.timeZone == "Africa/Dakar" && session.preferredName == "أمينة")
    }
  }

  @Test("name every fault: too many interests, and an address hidden from the staff")
  func faults() async throws {
    try await Site.open { site in
      let token = try await site.signIn("amina", try await site.learner().password).token
      let refused = try await site.acting(as: token) {
        try await refusal {
          var change = Site.profile(version: 2)
          change.interests = (1...21).map { "topic \($0)" }
          change.visibility.email = .nobody
          return try await site.accounts.updateProfile(change)
        }
      }
      #expect(
        refused.violations == [
          FieldViolation("interests", "TOO_MANY"),
          FieldViolation("visibility.email", "INVALID_CHOICE"),
        ])
    }
  }

  @Test("show each field to those it is meant for, and to nobody else")
  func visibility() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let person = try await site.learner(of: kenya)
      let fellow = site.somebody([.learner], of: try await site.administration("SN"))
      try await site.enrol(person.id, fellow.accountID)

      let read = { (principal: Principal) in
        try await site.acting(as: principal) {
          try await site.profiles.showProfile(.with { $0.accountID = person.account.id })
        }
      }
      let seen = try await read(fellow)
      #expect(seen.city == "Dakar" && seen.description_p == "Risk analyst")
      #expect(seen.email.isEmpty && seen.name == "Amina Diallo")
      let staff = try await read(site.somebody([.coordinator], of: kenya))
      #expect(staff.email == "amina@example.org")
      #expect(try await read(site.somebody([.administrator])).email == "amina@example.org")
      let strangers = [
        site.somebody([.learner], of: kenya), site.somebody([.coordinator], of: UUID()),
        site.somebody([.expert, .tutor]),
      ]
      for stranger in strangers {
        try await expectRefusal(Refusal(.notFound, "PERSON_NOT_VISIBLE")) {
          try await read(stranger)
        }
      }
      try await expectRefusal(Refusal(.notFound, "PERSON_NOT_VISIBLE")) {
        try await site.acting(as: fellow) {
          try await site.profiles.showProfile(.with { $0.accountID = UUID().uuidString })
        }
      }
    }
  }

  @Test("a field shown to nobody is hidden from coordinators too, in lists as well")
  func nobody() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let person = try await site.learner(of: kenya)
      try await site.acting(as: try await site.signIn("amina", person.password).token) {
        var change = Site.profile(version: 2)
        change.visibility.city = .nobody
        change.visibility.country = .everyone
        _ = try await site.accounts.updateProfile(change)
        let own = try await site.profiles.showProfile(.with { $0.accountID = person.account.id })
        #expect(own.city == "Dakar")
      }
      try await site.acting(as: site.somebody([.coordinator], of: kenya)) {
        let account = try await site.accounts.listAccounts(.init()).accounts[0]
        #expect(account.city.isEmpty && account.country == "SN" && account.email.contains("@"))
      }
      try await site.acting(as: site.somebody([.learner])) {
        let seen = try await site.profiles.showProfile(.with { $0.accountID = person.account.id })
        #expect(seen.country == "SN" && seen.city.isEmpty && seen.description_p.isEmpty)
      }
    }
  }

  @Test("have a photo that only the gateway may set, and that goes when it is taken away")
  func photo() async throws {
    try await Site.open { site in
      let token = try await site.signIn("amina", try await site.learner().password).token
      let photo = Clikc_Identity_V1_Photo.with {
        $0.large = Self.digests.large
        $0.small = Self.digests.small
      }
      try await site.acting(as: token) {
        try await expectRefusal(code: .permissionDenied) {
          try await site.profiles.setPhoto(.with { $0.photo = photo })
        }
        _ = try await site.profiles.setPhoto(
          .with { $0.photo = photo }, metadata: [CallMetadata.caller: "gateway"])
        #expect(try await site.accounts.getProfile(.init()).account.photo == photo)
        try await expectRefusal(.invalid([FieldViolation("photo", "INVALID_CHARACTERS")])) {
          try await site.profiles.setPhoto(
            .with { $0.photo.large = "../etc" }, metadata: [CallMetadata.caller: "gateway"])
        }
      }
      let session = try await site.sessions.resolveSession(.with { $0.token = token })
      #expect(session.smallPhoto == Self.digests.small)
      try await site.acting(as: token) {
        _ = try await site.profiles.removePhoto(.init())
        #expect(try await site.accounts.getProfile(.init()).account.hasPhoto == false)
      }
    }
  }

  @Test("pictures nobody shows any more are deleted, those of others stay")
  func unused() async throws {
    try await Site.open { site in
      let blobs = BlobList()
      let sweep = UnusedPhotos(pool: site.pool, blobs: blobs)
      let store = PhotoStore(site.pool)
      let first = try await site.learner()
      let second = try await site.learner("bela", of: try await site.administration("SN"))
      let photo = try Photo(large: Self.digests.large, small: Self.digests.small)
      for person in [first, second] {
        #expect(try await store.replace(photo, of: person.id, now: site.clock.now))
      }
      #expect(try await store.replace(nil, of: first.id, now: site.clock.now))
      site.clock.advance(7200)
      try await sweep.delete(now: site.clock.now)
      #expect(blobs.removed.isEmpty)
      #expect(try await store.replace(nil, of: second.id, now: site.clock.now))
      try await sweep.delete(now: site.clock.now)
      #expect(blobs.removed.isEmpty, "pages that name it may still be open")
      site.clock.advance(7200)
      try await sweep.delete(now: site.clock.now)
      #expect(Set(blobs.removed) == [Self.digests.large, Self.digests.small])
    }
  }
}
