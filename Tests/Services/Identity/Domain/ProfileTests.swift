import Foundation
import IdentityDomain
import Testing

@Suite struct ProfileTests {
  func change(
    name: String = "José Peña", email: String = "jose@example.org", language: String = "es",
    city: String = " Quito ", country: String = "EC", timeZone: String = "America/Guayaquil",
    description: String = "Risk\nanalyst"
  ) throws -> ProfileChange {
    try ProfileChange(
      name: name, email: email, language: language, city: city, country: country,
      timeZone: timeZone, description: description)
  }

  func account() throws -> Account {
    Account(
      id: UUID(),
      creation: try AccountCreation(
        name: "Jose", username: "jose", email: "old@example.org", language: "en",
        administration: nil, by: .administrator),
      now: Date(timeIntervalSince1970: 0))
  }

  @Test("The first profile form confirms the profile and counts the version up")
  func confirmation() throws {
    let before = try account()
    let after = before.changed(by: try change())
    #expect(!before.profileConfirmed && before.version == 1)
    #expect(after.profileConfirmed && after.version == 2)
    #expect(after.city == "Quito" && after.country == "EC" && after.email == "jose@example.org")
    #expect(after.username == "jose" && after.roles == [.learner])
  }

  @Test("An empty country means none, an empty time zone UTC")
  func empty() throws {
    let after = try account().changed(by: try change(country: "", timeZone: ""))
    #expect(after.country.isEmpty && after.timeZone == "UTC")
  }

  @Test("All wrong fields of a profile are named at once")
  func faults() {
    let wrong = FieldFaults(faults: [
      "name": .required, "email": .notAnEmail, "language": .unknownLanguage,
      "city": .invalidCharacters, "country": .unknownCountry, "time_zone": .unknownTimeZone,
      "description": .tooLong,
    ])
    #expect(throws: wrong) {
      try change(
        name: "", email: "x", language: "xx", city: "A\nB", country: "ZZ", timeZone: "Mars/Base",
        description: String(repeating: "ش", count: 2001))
    }
  }

  @Test("An audience holds those after it, and the owner sees everything")
  func audiences() throws {
    let shown = try ProfileVisibility.usual.changed(by: [.city: .nobody, .photo: .everyone])
    let account = try account().changed(by: try change())
    var open = account
    open.details.visibility = shown
    #expect(open.seen(by: Onlooker(isOwner: true)) == open)
    #expect(open.seen(by: .staff).city.isEmpty && open.seen(by: .staff).email == open.email)
    #expect(open.seen(by: Onlooker(sharesCourse: true)).email.isEmpty)
    #expect(Onlooker().sees(shown) && !Onlooker().sees(.usual))
    #expect(ProfileVisibility(numbers: shown.numbers) == shown)
    #expect(
      ProfileVisibility(numbers: [9, 1])
        == (try ProfileVisibility.usual.changed(by: [.city: .everyone])))
    #expect(throws: FieldFault.invalidChoice) {
      try ProfileVisibility.usual.changed(by: [.email: .nobody])
    }
  }

  @Test("Interests are kept as they were written, each once")
  func interests() throws {
    #expect(
      try Interests([" Risk  analysis", "risk analysis", "", "الأصل"]).words == [
        "Risk analysis", "الأصل",
      ])
    #expect(throws: FieldFault.tooLong) { try Interests([String(repeating: "a", count: 41)]) }
    #expect(throws: FieldFault.invalidCharacters) { try Interests(["a\u{7}"]) }
  }

  @Test(
    "Only names of zones are time zones",
    arguments: [
      "GMT+3", "EST", "../etc/passwd", "/etc/localtime", "Africa/ Dakar", "UTC+1", "x\0/y",
    ])
  func zones(text: String) {
    #expect(throws: FieldFault.unknownTimeZone) { try TimeZoneName(text) }
  }

  @Test(
    "Real zones are accepted, old names too", arguments: ["UTC", "Africa/Dakar", "Asia/Calcutta"])
  func realZones(text: String) throws {
    #expect(try TimeZoneName(text).text == text)
  }

  @Test("There are 249 country codes, upper case only")
  func countries() throws {
    #expect(CountryCode.count == 249)
    #expect(try CountryCode("SN").text == "SN")
    #expect(throws: FieldFault.unknownCountry) { try CountryCode("sn") }
  }

  @Test("Lists are searched without case and accents")
  func search() throws {
    let after = try account().changed(by: try change())
    #expect(after.searchText.contains(Account.folded("PENA")))
    #expect(after.searchText.contains(Account.folded("Josè")))
  }

  @Test("A free text keeps its line breaks where it may and never a control character")
  func freeText() throws {
    #expect(try FreeText(" a\nb ", longest: 3, lines: true).text == "a\nb")
    #expect(throws: FieldFault.invalidCharacters) {
      try FreeText("a\u{0}", longest: 9, lines: true)
    }
  }
}

@Suite struct LanguageTextsTests {
  let all = ["en": "Kenya", "fr": "Kenya", "ar": "كينيا", "es": "Kenia", "pt": "Quénia"]

  @Test("A text in five languages is read by language")
  func complete() throws {
    let texts = try LanguageTexts(all, field: "names", longest: 200, lines: false)
    #expect(texts[.arabic] == "كينيا" && texts[.portuguese] == "Quénia")
  }

  @Test("What is missing, unknown or too long is named by its path")
  func faults() {
    var given = all
    given["fr"] = nil
    given["de"] = "Kenia"
    given["es"] = String(repeating: "K", count: 201)
    #expect(
      throws: FieldFaults(faults: [
        "names.fr": .required, "names.de": .unknownLanguage, "names.es": .tooLong,
      ])
    ) { try LanguageTexts(given, field: "names", longest: 200, lines: false) }
  }
}
