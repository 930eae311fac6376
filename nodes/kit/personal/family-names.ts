const english = `adams adamson alexander allan allen anderson andrews armstrong arnold ashton atkins atkinson austin bailey baker baldwin ball
barber barker barlow barnes barnett barrett barry bartlett barton bates baxter beck bell bennett benson berry bird bishop black blackburn blake bond
booth bowen bowman boyd boyle bradley bradshaw brady brennan brewer briggs brooks brown bruce bryan bryant buckley burgess burke burns burton bush
butler byrne cameron campbell carpenter carr carroll carter cartwright chambers chapman clark clarke clarkson clayton coates cohen cole coleman collins
connolly connor cook cooke cooper costello cox craig crawford cross cunningham curtis dalton daly davidson davies davis dawson day dean dennis dickson
dixon dobson doherty donnelly douglas doyle drake duffy duncan dunn dyer edwards elliott ellis english evans farmer farrell faulkner ferguson fernandez
field fisher fitzgerald fleming fletcher flynn foley forbes ford foster fowler fox francis franklin fraser freeman frost fuller gallagher gardiner
gardner garner george gibbons gibbs gibson gilbert giles gill glover goddard goodman goodwin gordon gould graham grant graves gray green greene
greenwood gregory griffin griffiths hale hall hamilton hammond hancock hanson harding hardy harper harris harrison hart hartley harvey hawkins hayes
haynes hayward heath henderson henry herbert hewitt hicks higgins hill hilton hobbs hodgson holden holland holloway holmes holt hooper hope hopkins
horton houghton howard howarth howe howell hudson hughes humphreys hunt hunter hurst hussain hutchinson ingram jackson jacobs james jarvis jenkins
jennings john johnson johnston johnstone jones jordan joyce kay kaur kelly kemp kennedy kent kerr khan king kirby kirk knight lamb lambert lane law
lawrence lawson leach lee leonard lewis lloyd logan long lord love lowe lucas lynch lyons macdonald mackenzie maclean macleod maguire mann manning
marsh marshall martin mason matthews may mccarthy mcdonald mcgrath mckenna mckenzie mclean mcmahon middleton miles miller mills mitchell moore moran
morgan morris morrison morton moss murphy murray myers nash neal nelson newman newton nicholls nichols nicholson nolan norman north norton nicoll
oakley obrien oconnor odonnell oliver oneill osborne oreilly osullivan owen owens palmer parker parkin parkinson parry parsons patel paterson
patterson payne peacock pearce pearson perkins perry peters phillips pickering pollard poole pope porter potter potts powell power pratt preston price
pritchard pugh quinn ramsay randall reed rees reeves reid reilly reynolds rhodes rice richards richardson riley roberts robertson robinson robson
rodgers rogers rose ross rowe rowley russell ryan sanders sanderson saunders savage schofield scott shah sharp sharpe shaw shepherd sheppard short
simmons simpson sinclair singh skinner slater smart smith spencer stanley steele stephens stephenson stevens stevenson stewart stokes stone stuart
sullivan summers sutton swift sykes tate taylor thomas thompson thomson thornton thorpe todd tomlinson townsend tucker turnbull turner tyler vaughan
vincent wade walker wall wallace wallis walsh walters walton ward warner warren watkins watson watts weaver webb webster wells west weston wheeler
white whitehead whittaker wilkins wilkinson williams williamson willis wilson winter wood woods woodward wright wyatt yates young`

const french = `adam albert andre antoine arnaud aubert aubry baron barbier barre barthelemy baudry benard benoit berger bernard bertin bertrand besson
bigot blanc blanchard blanchet blondel bonnet bouchard boucher bouchet boulanger bourgeois boutin bouvier boyer breton briand brun brunet bruneau camus
carlier caron carpentier carre charles charpentier chartier chauvin chevalier chevallier clement colas colin collet collin cordier cousin couturier
da-silva daniel david delattre delaunay delmas denis deschamps devaux didier dubois dufour dumas dumont dupont dupuis dupuy durand duval
etienne evrard fabre faure favre ferrand fleury fontaine fournier francois gaillard garnier gaudin gauthier gautier geoffroy gerard germain gilbert
gilles girard giraud gomez gonzalez grondin guerin guichard guillaume guillet guillot guyot hamel henry herve hoarau hubert huet humbert imbert
jacob jacques jacquet jean joly julien klein lacroix lambert lamy langlois laporte laurent lebon lebreton lebrun leclerc leclercq lecomte
leconte lefebvre lefevre legendre leger legrand lejeune lemaire lemaitre lemoine leroux leroy lesage leveque louis lucas maillard mallet marchal
marchand marechal marie marin marion marty masson mathieu menard mercier meunier meyer michaud michel millet monnier moreau morel morin moulin muller
navarro nguyen nicolas noel olivier paris parisot pascal paul payet pelletier pereira perez perret perrier perrin perrot petit philippe picard pichon
pierre poirier pons potier poulain prevost quemener raymond remy renard renaud renault rey reynaud richard riviere robert robin roche rodriguez roger
rolland rousseau roussel roux roy royer salmon sanchez sauvage schmitt simon tanguy tessier texier thomas toussaint turpin vallee vasseur verdier
vidal vincent voisin weber`

const german = `albrecht arnold bach bauer baumann beck becker berger bergmann bohm brandt braun busch dietrich engel ernst fischer frank franke friedrich
fuchs graf gross gunther haas hahn hartmann heinrich heinz herrmann hofmann hoffmann horn huber jager jahn jung kaiser keller klein koch kohler konig
kramer kraus krause kruger kuhn kuhlmann kunz lang lange lehmann lorenz ludwig maier martin mayer meier meyer mohr moller muller neumann otto peters pfeiffer
pohl richter roth sauer schafer scherer schmid schmidt schmitt schmitz schneider scholz schreiber schroder schubert schulte schulz schulze schumacher
schuster schwarz seidel simon sommer stein thomas vogel vogt voigt wagner walter weber weiss werner winkler winter wolf wolff ziegler zimmermann`

const iberian = `aguilar alonso alvarez arias benitez blanco bravo caballero cabrera calvo campos cano carmona carrasco castillo castro cortes crespo cruz
delgado diaz diez dominguez duran esteban fernandez ferrer flores fuentes gallardo gallego garcia garrido gil gimenez gomez gonzalez guerrero gutierrez
hernandez herrera herrero hidalgo ibanez iglesias jimenez leon lopez lorenzo lozano marin marquez martin martinez medina mendez mendoza molina montero
mora morales moreno moya munoz navarro nieto nunez ortega ortiz parra pascual pastor pena perez prieto ramirez ramos rey reyes rivera rodriguez rojas
romero rubio ruiz saez salazar sanchez santana santiago santos sanz serrano soler soto suarez torres vargas vazquez vega velasco vicente vidal zamora
almeida alves antunes araujo azevedo baptista barbosa barros batista borges brito cardoso carneiro carvalho coelho correia costa cunha dias domingues
esteves faria fernandes ferreira figueiredo fonseca freitas gomes goncalves henriques jesus leite lima lopes lourenco machado magalhaes marques martins
matias matos melo mendes miranda monteiro morais moreira moura neves nogueira nunes oliveira pacheco pereira pinheiro pinho pinto pires ramos reis
ribeiro rocha rodrigues sa sampaio santos silva simoes soares sousa souza tavares teixeira vaz vieira`

const italian = `amato barbieri basile battaglia bellini benedetti bernardi bianchi bianco bruno caputo carbone caruso cattaneo colombo conte conti coppola
costa costantini d-amico d-angelo de-angelis de-luca de-rosa de-santis deluca esposito fabbri farina ferrara ferrari ferraro ferretti fiore fontana franco
galli gallo garofalo gatti gentile giordano giuliani grassi greco grasso guerra guidi leone lombardi lombardo longo mancini marchetti mariani marini
marino martinelli martini mazza mazzini messina milani monti montanari morelli moretti moro negri neri orlando pagano palmieri palumbo parisi pellegrini
pellegrino piras ricci rinaldi riva rizzi rizzo romano rossetti rossi ruggiero russo sala sanna santoro serra silvestri sorrentino testa valentini
villa vitale vitali`

const others = `bakker bos brouwer de-boer de-bruijn de-graaf de-groot de-haan de-jong de-vries dekker dijkstra hendriks hoekstra jansen janssen kok koning kuipers
maas meijer mulder peeters postma prins schouten smeets smit smits van-dam van-den-berg van-dijk van-leeuwen van-vliet veenstra verhoeven vermeulen visser vos willems
andersen andersson bengtsson berg bergstrom carlsen carlsson christensen christiansen dahl eklund eriksen eriksson gustafsson hagen halvorsen hansen hansson
haugen heikkinen holm jacobsen jakobsson jansson jensen jensson johannessen johansen johansson jonsson jorgensen karlsen karlsson knudsen korhonen koskinen
kristensen kristiansen laine larsen larsson lehtonen lindberg lindgren lindqvist lindstrom lund lundgren madsen magnusson makinen mattsson mortensen
nielsen nieminen nilsen nilsson nystrom olesen olofsson olsen olsson pedersen persson petersen pettersson poulsen rasmussen sandberg soderberg sorensen svensson
thomsen virtanen wallin bielski czarnecki dabrowski dudek grabowski jablonski jankowski jaworski kaczmarek kaminska kaminski kowalczyk kowalska kowalski
kozlowski krawczyk krol kubiak kucharski kwiatkowski lewandowska lewandowski maciejewski majewski malinowski mazur michalski nowak nowakowski olszewski
pawlak pawlowski piotrowski rutkowski sikora sobczak stepien szczepanski szymanski walczak wieczorek wisniewska wisniewski witkowski wojciechowski wojcik
wrobel wozniak zajac zawadzki zielinska zielinski novak novakova svoboda dvorak cerny horvath kovac kovacs molnar nagy nemeth papp szabo szilagyi toth varga popa
popescu ionescu dumitrescu stan radu georgescu ivanov ivanova kuznetsov lebedev morozov novikov pavlov petrov petrova popov semenov smirnov sokolov
vasiliev volkov shevchenko kovalenko bondarenko boyko melnyk papadopoulos georgiou nikolaidis vlachos abdullah ahmed ahmad ali amin aziz benali
celik demir diallo farah hamid haddad hasan hassan hussain hussein ibrahim idris iqbal kaya khalil mahmood malik mansour mohamed mohammed mustafa
nasser osman ozturk qureshi rahman rashid saleh sahin salem sheikh toure traore yildirim yilmaz agarwal bhatt chopra das desai gandhi ghosh gupta iyer jain
joshi kapoor kumar mehta menon mishra mukherjee nair pandey rao reddy roy sengupta shah sharma singh sinha srivastava thakur verma yadav chang chen
cheng chow chu feng gao guo han hashimoto hayashi huang ito jiang kato kim kimura kobayashi kondo liang lim lin liu luo matsumoto mori nakamura ng pham
saito sasaki sato shimizu song sun suzuki takahashi tanaka tang tran watanabe wong wu xu yamada yamaguchi yamamoto yang yoshida zhang zhao zheng zhou zhu achebe
adeyemi afolabi balogun bello boateng mensah mwangi ndiaye nkosi obi okafor okeke okoye okonkwo otieno owusu sow sy zulu`

/** Frequent family names of Europe and of those who live there, in small letters without accents; parts are joined by hyphens. */
export const familyNames: ReadonlySet<string> = new Set(
  [english, french, german, iberian, italian, others].flatMap((names) => names.split(/\s+/)),
)
