/// Passwords that guessing tools try first. Only those that could pass the other rules matter: a
/// common stem, alone or followed by digits and punctuation. Letter look-alikes (@ for a, 0 for o…)
/// are read as the letters they stand for.
package struct CommonPasswords: Sendable {
  private let words: Set<String>

  /// The few that are written here: those of every language of the site, and of the house.
  package static let few = CommonPasswords(words: [])

  /// The few and those of a list: one a line, in lower case; lines that begin with # are remarks.
  package init(list: String) {
    words = Set(list.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
  }

  private init(words: Set<String>) { self.words = words }

  /// How many the list has.
  package var count: Int { words.count }

  /// Whether `folded`, in lower case, is one of them.
  func contains(_ folded: String) -> Bool {
    if Self.sequences.contains(folded) || words.contains(folded) { return true }
    let stem = folded.reversed().drop { !$0.isLetter }.reversed()
    let plain = String(stem.map { Self.lookAlikes[$0] ?? $0 })
    return Self.stems.contains(plain) || words.contains(plain)
  }

  private static let lookAlikes: [Character: Character] = [
    "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s", "7": "t",
  ]

  private static let sequences: Set<String> = [
    "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "1qaz2wsx3edc", "q1w2e3r4", "q1w2e3r4t5", "zaq12wsx",
    "a1b2c3d4", "a1b2c3d4e5", "abcd1234efgh", "1a2b3c4d", "123456789a", "12345678a", "123qweasd",
    "123qwe123", "qwe123qwe", "abc123abc", "a12345678", "a123456789", "1234qwer", "12345qwert",
    "123456789q", "qazwsx123edc", "1234abcd", "12345abc", "123abc123", "pass1word", "1password",
  ]

  private static let stems = Set(
    """
    a aa aaa abc abcd abcde abcdef abcdefg abcdefgh access account action adidas admin administrator \
    alexander america amanda andrea andrew angel angela anthony apple april arsenal asdf asdfg \
    asdfgh asdfghjk asdfghjkl ashley august austin azerty azertyuiop bailey banana barcelona baseball \
    basketball batman beautiful benfica benjamin bienvenue blessed bonjour boston brandon brasil \
    butterfly buster camille carlos caroline casablanca changeme charlie charlotte cheese chelsea \
    chicago chocolate chouchou christian christine clikc coffee computer cookie corinthians cowboys \
    customs daniel december default diamond dolphin dragon doudou douane elephant elizabeth england \
    estrella family february felipe fernando ferrari flamengo flower football forever francisco \
    france freedom friday friend friends gabriel garfield george ginger google guest hannah harley \
    hello helloworld hunter iloveyou jackson january jasmine jennifer jessica jesus jonathan jordan \
    jordans joshua july june justin juventus killer king lakers learner letmein lionking liverpool \
    london love lovely loulou madrid manchester manager marine marseille martin master matrix \
    matthew mercedes merlin michael michelle mohamed mohammed monday monkey monster morgan motdepasse \
    muhammad mustang mypass mypassword naruto nicole nothing november october oliver orange pass \
    passer passord passw password passwort patrick peanut pepper phoenix please pokemon portugal \
    princesa princess purple q qaz qazwsx qazwsxedc qwe qwer qwert qwerty qwertyui qwertyuiop rainbow \
    ranger real realmadrid rebecca richard robert root samantha samsung santos sarah saturday secret \
    secure security senha september server shadow snoopy soccer soleil spiderman spring starwars \
    student summer sunday sunshine super superman superstar support sweet sys system taylor teacher \
    temp temporary tequiero test tester testing thomas thunder thursday tigger tiger trainer training \
    trustno tuesday tutor user vanessa victoria wednesday welcome whatever william winter wizard \
    wco wcoomd x yankees zxcvbn zxcvbnm contrasena contraseña
    """.split(separator: " ").map(String.init))
}
