import NotificationDomain
import Testing

@Suite struct SecondLanguageTests {
  @Test("a certificate is in two languages only when the holder's is not the course's")
  func other() {
    #expect(SecondLanguage(.french, courseTitle: "x", beside: .french) == nil)
    #expect(SecondLanguage(.arabic, courseTitle: "x", beside: .french)?.language == .arabic)
  }

  @Test(
    "a variant has the same code but for the language at its end",
    arguments: [
      ("risk-management-en", "risk-management-pt"), ("a-en-en", "a-en-pt"), ("risk", nil),
      ("risk-fr", nil), ("-en", nil), ("", nil), ("open", nil),
    ])
  func variant(code: String, expected: String?) {
    #expect(SecondLanguage.variant(of: code, in: .english, for: .portuguese) == expected)
  }
}
