internal import Cryptography

/// Passwords made up for people of a demo.
enum MadePassword {
  /// 20 characters without look-alikes, 100 bits or more, with a capital and a digit.
  static func make() throws -> String {
    let alphabet = Array("ACDEFGHJKLMNPQRTUVWXYacdefhijkmnprstuvwxyz23456789")
    while true {
      let fair = 256 / alphabet.count * alphabet.count
      let characters = try randomBytes(64).filter { $0 < fair }.prefix(20)
        .map { alphabet[Int($0) % alphabet.count] }
      if characters.count == 20, characters.contains(where: \.isUppercase),
        characters.contains(where: \.isNumber)
      {
        return String(characters)
      }
    }
  }
}
