/// Names as they are in the countries of a customs community: given and family names in their own script, each with
/// the letters it has in a username.
struct MadeNames: Sendable {
  let language: String
  let given: [Name]
  let family: [Name]

  struct Name: Sendable {
    let text: String
    let letters: String

    init(_ text: String, _ letters: String) {
      self.text = text
      self.letters = letters
    }

    /// A name in Latin letters without accents.
    init(_ text: String) { self.init(text, text.lowercased()) }
  }

  /// All kinds, equally frequent.
  static let all = [english, french, spanish, portuguese, arabic, russian, chinese, hindi, greek]

  private static let english = MadeNames(
    language: "en",
    given: [
      "Mary", "John", "Grace", "Peter", "Joyce", "Samuel", "Ruth", "Daniel", "Esther", "James",
      "Hannah", "Michael",
    ].map(Name.init),
    family: [
      "Smith", "Okafor", "Mwangi", "Brown", "Banda", "Taylor", "Nkosi", "Wilson", "Otieno",
      "Clarke", "Moyo", "Evans",
    ].map(Name.init))

  private static let french = MadeNames(
    language: "fr",
    given: [
      Name("Aïssatou", "aissatou"), Name("Jean"), Name("Hélène", "helene"),
      Name("François", "francois"),
      Name("Fatou"), Name("Étienne", "etienne"), Name("Chantal"), Name("Mamadou"),
      Name("Zoé", "zoe"), Name("Moussa"),
    ],
    family: [
      Name("Diallo"), Name("Dubois"), Name("Lefèvre", "lefevre"), Name("Traoré", "traore"),
      Name("Ndiaye"),
      Name("Moreau"), Name("Koné", "kone"), Name("Bélanger", "belanger"), Name("Sow"),
      Name("Garnier"),
    ])

  private static let spanish = MadeNames(
    language: "es",
    given: [
      Name("José", "jose"), Name("María", "maria"), Name("Luis"), Name("Lucía", "lucia"),
      Name("Andrés", "andres"),
      Name("Carmen"), Name("Iván", "ivan"), Name("Sofía", "sofia"), Name("Diego"),
      Name("Rocío", "rocio"),
    ],
    family: [
      Name("García", "garcia"), Name("Pérez", "perez"), Name("Núñez", "nunez"), Name("Torres"),
      Name("Gutiérrez", "gutierrez"), Name("Vargas"), Name("Muñoz", "munoz"), Name("Rojas"),
      Name("Peña", "pena"),
      Name("Castro"),
    ])

  private static let portuguese = MadeNames(
    language: "pt",
    given: [
      Name("João", "joao"), Name("Inês", "ines"), Name("Tomás", "tomas"),
      Name("Conceição", "conceicao"),
      Name("Paulo"), Name("Luísa", "luisa"), Name("Armando"), Name("Graça", "graca"),
      Name("Nelson"), Name("Joana"),
    ],
    family: [
      Name("Silva"), Name("Conceição", "conceicao"), Name("Simões", "simoes"), Name("Machava"),
      Name("Gonçalves", "goncalves"),
      Name("Tavares"), Name("Magalhães", "magalhaes"), Name("Lopes"), Name("Araújo", "araujo"),
      Name("Neto"),
    ])

  private static let arabic = MadeNames(
    language: "ar",
    given: [
      Name("محمد", "mohamed"), Name("فاطمة", "fatima"), Name("أحمد", "ahmed"),
      Name("ليلى", "layla"),
      Name("يوسف", "youssef"), Name("مريم", "maryam"), Name("خالد", "khaled"), Name("نور", "nour"),
      Name("عمر", "omar"), Name("هدى", "huda"),
    ],
    family: [
      Name("حداد", "haddad"), Name("المصري", "elmasry"), Name("منصور", "mansour"),
      Name("الخطيب", "alkhatib"),
      Name("صالح", "saleh"), Name("النجار", "alnajjar"), Name("ناصر", "nasser"),
      Name("قاسم", "kassem"),
      Name("الشامي", "alshami"), Name("درويش", "darwish"),
    ])

  private static let russian = MadeNames(
    language: "en",
    given: [
      Name("Анна", "anna"), Name("Дмитрий", "dmitry"), Name("Ольга", "olga"),
      Name("Сергей", "sergey"),
      Name("Айгуль", "aigul"), Name("Тимур", "timur"), Name("Наталья", "natalya"),
      Name("Игорь", "igor"),
    ],
    family: [
      Name("Иваненко", "ivanenko"), Name("Петров", "petrov"), Name("Ахметов", "akhmetov"),
      Name("Ким", "kim"),
      Name("Соколов", "sokolov"), Name("Каримов", "karimov"), Name("Мельник", "melnyk"),
      Name("Орлов", "orlov"),
    ])

  private static let chinese = MadeNames(
    language: "en",
    given: [
      Name("伟", "wei"), Name("芳", "fang"), Name("敏", "min"), Name("静", "jing"), Name("丽娜", "lina"),
      Name("建国", "jianguo"), Name("晓明", "xiaoming"), Name("秀英", "xiuying"),
    ],
    family: [
      Name("王", "wang"), Name("李", "li"), Name("张", "zhang"), Name("刘", "liu"), Name("陈", "chen"),
      Name("杨", "yang"), Name("黄", "huang"), Name("欧阳", "ouyang"),
    ])

  private static let hindi = MadeNames(
    language: "en",
    given: [
      Name("आशा", "asha"), Name("राहुल", "rahul"), Name("प्रिया", "priya"), Name("विजय", "vijay"),
      Name("सुनीता", "sunita"), Name("अमित", "amit"), Name("कविता", "kavita"), Name("रवि", "ravi"),
    ],
    family: [
      Name("शर्मा", "sharma"), Name("वर्मा", "verma"), Name("सिंह", "singh"), Name("गुप्ता", "gupta"),
      Name("पटेल", "patel"), Name("थापा", "thapa"), Name("मिश्रा", "mishra"), Name("नायर", "nair"),
    ])

  private static let greek = MadeNames(
    language: "en",
    given: [
      Name("Ελένη", "eleni"), Name("Γιώργος", "giorgos"), Name("Μαρία", "maria"),
      Name("Νίκος", "nikos"),
      Name("Σοφία", "sofia"), Name("Κώστας", "kostas"),
    ],
    family: [
      Name("Παπαδόπουλος", "papadopoulos"), Name("Νικολάου", "nikolaou"),
      Name("Γεωργίου", "georgiou"),
      Name("Δημητρίου", "dimitriou"), Name("Ιωάννου", "ioannou"), Name("Χρήστου", "christou"),
    ])
}
