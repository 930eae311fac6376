// Dictionaries and shapes by which values of a column are told to be about persons. Written down from general knowledge.

const english = `aaron abigail adam adrian alan albert alex alexander alexandra alfred alice alicia alison allan allen amanda amber amelia amy andrea
andrew angela angus ann anna anne annie anthony archibald arnold arthur ashley audrey austin barbara barry beatrice ben benjamin bernard beth bethany
betty beverly bill billy bob bobby bonnie brad bradley brandon brenda brian bridget bruce bryan caitlin calvin cameron carl carol caroline carolyn
catherine cathy cecil charles charlie charlotte cheryl chloe chris christian christina christine christopher claire clara clarence claude clifford
clive colin connor constance craig cynthia daisy dale daniel danielle darren dave david dawn dean deborah debra denis denise dennis derek diana diane
dominic donald donna doreen doris dorothy douglas duncan dylan edith edmund edna edward edwin eileen elaine eleanor elizabeth ella ellen ellie emily
emma eric ernest ethan ethel eugene eva evan evelyn evie felicity fiona flora florence frances francis frank fred freddie frederick gareth gary gavin
gemma geoffrey george georgia georgina gerald geraldine gilbert gillian gina gladys glen glenn gloria gordon grace graeme graham grant greg gregory
guy gwen hannah harold harriet harry harvey hazel heather hector helen henry herbert hilary holly horace howard hugh hugo ian imogen irene iris isaac
isabel isabella isla ivan ivor ivy jack jackie jackson jacob jacqueline jade jake james jamie jane janet janice jasmine jason jay jayne jean jeff
jeffrey jenna jennifer jenny jeremy jerome jerry jesse jessica jessie jill jim jimmy joan joanna joanne jodie joe joel john johnny jon jonathan jordan
joseph josephine josh joshua joy joyce juan judith judy julia julian julie june justin karen kate katherine kathleen kathryn kathy katie kay keith
kelly kenneth kerry kevin kim kimberly kirsty kyle larry laura lauren laurence lawrence leah lee leo leon leonard leslie lewis liam lillian lily linda
lindsay lisa liz logan lois lorna lorraine louis louisa louise lucas lucy luke lydia lynn lynne mabel madeleine madison malcolm marcus margaret maria
marie marilyn marion mark marjorie martha martin mary mason matthew maureen maurice max maxwell megan melanie melissa michael michelle mike mildred
millie miranda mitchell moira molly monica morgan muriel nancy naomi natalie natasha nathan neil nicholas nicola nicole nigel noah noel nora norma
norman oliver olivia oscar owen pamela patricia patrick paul paula pauline peggy penelope percy peter philip phillip phoebe phyllis poppy rachel ralph
randy raymond rebecca reginald rhys richard rita robert robin rodney roger roland ron ronald rosalind rose rosemary rosie ross roy ruby russell ruth
ryan sally sam samantha samuel sandra sara sarah scott sean sebastian sharon sheila shirley sidney simon sophia sophie stanley stella stephanie stephen
steve steven stewart stuart sue susan suzanne sylvia tamara tara ted teresa terence terry theodore theresa thomas tim timothy tina toby todd tom tony
tracey tracy travis trevor tristan tyler ursula valerie vanessa vera vernon veronica vicky victor victoria vincent viola violet virginia vivian wallace
walter wanda warren wayne wendy wilfred will william winifred yvonne zachary zoe`

const french = `adele adrien agathe agnes aime alain alexandre alexis aline alphonse amandine ambre amelie anais anatole andre angelique anne annick
antoine antoinette apolline armand arnaud arthur aude augustin aurelie aurelien aurore axel baptiste basile bastien benedicte benoit bernadette
bernard bertrand blaise blanche brigitte brune bruno camille capucine carole catherine cecile cedric celeste celine chantal charlene christelle
christiane christophe claire clarisse claude claudette claudine clement clemence clementine clotilde colette coralie corinne corentin cyril cyrille
damien danielle david delphine denis didier dominique dorian edith edmond edouard eleonore elie eliane elisabeth elise elodie eloise emeline emile
emilie emmanuel emmanuelle enzo ernest estelle esther etienne eugenie eulalie evelyne fabien fabienne fabrice fanny faustine felix fernand firmin
flavie florent florian francine franck francois francoise frederic frederique gabin gabriel gabrielle gaelle gaetan gaspard gaston gauthier genevieve
georges georgette gerald gerard germain germaine ghislaine gilbert gilberte gilles ginette gregoire guillaume gustave guy gwenaelle helene henri
henriette herve honore hortense hubert hugo hugues huguette ines irene isabelle jacky jacqueline jacques jean jeanne jeannine jeremie jerome joachim
joel joelle jordan josette josiane judith jules julie julien juliette justine karine kevin laetitia laure laurence laurent lea leonie leopold lilian
liliane lina loic lola lorenzo louane louise luc lucas lucie lucien lucienne lucile ludivine ludovic lydie madeleine maelle maeva magali manon
marcel marcelle margaux margot marguerite marianne marie marina marine marion marius marthe martine mathieu mathilde mathis matthieu maud maurice
maxence maxime melanie melissa michel micheline michele mireille monique morgane muriel mylene myriam nadege nadine nathalie nathan nicolas nicole
noel noemie octave odette odile olivier olympe ophelie oriane paola pascal pascale patrice patricia paule paulette pauline perrine philippe philippine
pierre pierrick quentin rachel raoul raphael raymond raymonde regine regis remi remy renaud rene renee robert roger roland romain romane roselyne
sabine sabrina sacha salome sandrine sebastien serge severine simone solange solene sophie stephane stephanie sylvain sylvie tatiana theo therese
thibault thibaut thierry thomas tiphaine tristan valentin valentine valerie veronique victoire vincent virginie viviane xavier yann yannick yves
yvette yvon yvonne zoe`

const german = `achim albrecht alois andreas anja anke anneliese annette antje arndt astrid barbel bastian benedikt bernd bernhard bettina bianca birgit
birgitta bjorn bodo boris brigitte britta burkhard carsten christa christel christoph claudia clemens cornelia dagmar daniela detlef dieter dietmar
dietrich dirk doris eberhard eckhard edeltraud elfriede elke ellen elsbeth elvira emil erhard erich erika ernst erwin eva ferdinand florian franz
franziska frauke frederike friederike friedhelm friedrich fritz gabi gabriele georg gerd gerda gerhard gerlinde gertrud gisela gottfried gregor greta
gudrun gunter gunther gustav hannelore hannes hans harald hartmut hedwig heide heidi heike heiko heiner heinrich heinz helga helmut henning henrik
herbert heribert hermann hildegard holger horst hubert ilona ilse imke inga ingeborg ingo ingrid irmgard isolde jan jana jens joachim jochen johann
johanna johannes jorg jurgen jutta kai karin karl karla karsten kaspar katharina kathrin katja katrin kerstin kirsten klara klaus konrad konstantin
kurt lars leonie lieselotte lorenz lothar lotte ludwig luise lukas lutz manfred manuela marc marcel margarete margit marianne markus marlene marlies
marthe mathias matthias maximilian mechthild meike melanie michaela moritz nadine nadja niklas nils norbert olaf oskar otto peer petra rainer
ralf reiner reinhard reinhold renate roland rolf rosemarie rudiger rudolf ruprecht sabine sabrina sandra sascha sebastian siegfried sigrid silke
silvia simone sonja stefan stefanie steffen susanne svenja sven swantje tanja thorsten thomas tilman tobias torben torsten traudl udo ulf ulrich
ulrike ursula ute uwe verena viktor volker waldemar walburga waltraud werner wiebke wilfried wilhelm willi wolfgang wolfram`

const iberian = `adriana agustin alba alberto alejandra alejandro alfonso alfredo alicia almudena alvaro ana anabel andres angel angeles antonia antonio
araceli arturo aurora beatriz begona benito blanca camila candela carla carlos carmen carolina cesar clara concepcion consuelo cristian cristina
cristobal daniela diego dolores domingo eduardo elena emilia emilio encarnacion enrique ernesto esperanza esteban esther eugenio eva federico felipe
felix fermin fernanda fernando francisca francisco gabriela gerardo gloria gonzalo gregorio guadalupe guillermo gustavo hector hernan hugo ignacio
ines inmaculada irene isabel ismael ivan jaime javier jesus joaquin jordi jorge jose josefa josefina juan juana julia julian julio laura leandro
leonor leticia lidia lorena lourdes lucia luis luisa magdalena manuel manuela marcelo marcos margarita maria mariana mario marta martina mateo
matias mauricio mercedes miguel milagros miriam monica montserrat natalia nerea nicolas nieves noelia nuria olga oscar pablo paloma pascual patricia
pedro pilar rafael ramiro ramon raquel raul ricardo roberto rocio rodrigo rosa rosario ruben salvador santiago santos sara sergio silvia sofia soledad
sonia susana teresa tomas valentina vicente victor violeta ximena yolanda afonso amalia anibal armando artur baltazar barbara bernardo bruna caetano
catarina caio celso claudio cleber debora denilson diogo duarte edson fabiana fatima flavio francisca graca helena henrique hugo iago inacio isabela
ivone joana joao jorge juliana leonardo ligia lucas luana luiz madalena manuela marcio mariana matilde miguel nelson nuno otavio paulo rafaela renata
renato rita rui sandra simao telma thiago tiago tomas vanessa vasco vitor wellington`

const italian = `achille agostino alberto alessandra alessandro alessia alessio alfredo alice ambra andrea angela angelo anna annamaria antonella antonia
antonio arianna armando arturo aurora barbara beatrice benedetta bianca bruna bruno camilla carla carlo carmela carmelo caterina cecilia chiara
cinzia claudia claudio concetta corrado cristian cristiano cristina damiano daniela daniele dario davide debora diego domenico donatella edoardo
elena eleonora elisa elisabetta emanuela emanuele emilio emma enrica enrico ernesto ettore eugenio fabio fabiola fabrizio federica federico ferdinando
filippo fiorella flavia flavio franca francesca francesco franco gabriele gabriella gaetano gennaro giacomo giada gianfranco gianluca gianluigi gianni
gino giorgia giorgio giovanna giovanni giulia giuliana giuliano giulio giuseppa giuseppe giuseppina graziella guido ignazio ilaria irene isabella
ivan jacopo laura lauro leonardo letizia lidia liliana loredana lorella lorenzo luca lucia luciana luciano luigi luigia luisa maddalena manuela marcello
marco margherita maria marianna marina mario marisa marta martina massimiliano massimo matilde matteo mattia maura maurizio mauro michela michele
mirella monica nadia nicola nicoletta noemi nunzia orazio ornella paola paolo pasquale patrizia piero pierluigi pietro raffaele raffaella renato
riccardo rinaldo rita roberta roberto rocco romano rosa rosanna rosario sabrina salvatore samuele sandro sara saverio sergio silvana silvano silvia
silvio simona simone sofia sonia stefania stefano tatiana teresa tiziana tiziano tommaso ugo umberto valentina valerio vincenzo virginia vito vittoria
vittorio viviana`

const dutchAndNordic = `aad adriaan aletta anneke annelies anouk arie arjan bart bas berend bram cees coen cornelis daan dirk eefje elsje evert femke
floor floris fleur frits geert gerrit gijs guus hanneke harm heleen hendrik hendrika henk herman ineke jaap jacoba jacobus jacomien jelle jeroen jesse
jochem joep johan jolanda joost joris jurriaan kees klaas koen lieke lies lotte maaike maarten marieke marijke marjolein mieke mirjam nienke pepijn
piet pieter rens rik roos rutger ruud saskia sander sanne sem sjoerd stijn teun theo thijs tijmen tineke truus wendelien wilhelmina willem willemijn
wim wouter yvette agneta anders anna annika arne asa astrid axel bengt birgitta bjarne bo britt carl cecilia dag einar elin emil erik eskil eva frida
fredrik gosta goran gunilla gunnar gustaf hakan hanne hans harald helge henrik henriette inge ingegerd ingmar ingrid jens jesper johanna jonas jorgen
kaarina kaj karin karl kasper kerstin kirsten kirsi kjell knud lars leena leif lena linnea lisbeth magnus maja marit markku martti mats matti mette
mikael mikko morten nils nina ola olaf ole olof oskar outi par pekka per pernille petter pirjo preben rasmus roald rune sigrid sigurd siv solveig
soren stig sven svend tage thor tom torbjorn torsten tove trond tuula ulf ulla viggo vilhelm ville`

const slavicAndOthers = `agnieszka aleksander aleksandra alicja andrzej anastasia anatoly andrei anna barbara bartosz beata bogdan bohdan boleslaw boris
bozena cezary czeslaw damian danuta dariusz dawid dmitri dmitry dorota elzbieta ewa ekaterina evgeny filip galina grazyna grzegorz halina hanna henryk
igor ilya irina iwona jacek jadwiga jakub jan janina janusz jaroslav jaroslaw jerzy jiri joanna jolanta jozef justyna kamil katarzyna kazimierz
konstantin krystyna krzysztof larisa lech leszek ludmila lukasz lyudmila maciej magda magdalena malgorzata marcin marek mariusz marta mateusz michal
mieczyslaw mikhail milan miroslav miroslaw natalia natalya nikita nikolai oksana oleg olga pavel pawel piotr radoslaw roman ryszard sergei sergey
slawomir sofia stanislav stanislaw stefan svetlana szymon tadeusz tamara tatiana tomas tomasz vaclav vadim valentina vasily vera viktor vitaly
vladimir vladislav vojtech waclaw wanda wieslaw witold wladyslaw wojciech yaroslav yelena yevgeny yuri zbigniew zdenek zofia zygmunt attila balazs
ferenc gabor gyorgy imre istvan janos jozsef laszlo peter sandor tamas zoltan zsuzsanna alexandru constantin doina elena florin gheorghe ion ioana
mihai mircea nicolae radu sorin stefan vasile aikaterini christos dimitrios dimitris eleni georgios giorgos ioannis kostas maria nikolaos panagiotis
vasilis ahmed ahmet aisha ali amina amir amira aylin ayse aziz bilal emine fadi farah farid fatima fatma hamid hamza hasan hassan hatice hussein
ibrahim imran ismail jamal karim khadija khalid laila leila mahmoud mariam mehdi mehmet mohamed mohammad mohammed muhammad murat mustafa nabil nadia
nasser noor nour omar osman rachid rania rashid reza said salma samir samira sana sara selim tariq yasmin yasmina youssef yusuf zainab zeynep abhishek
aditi aditya ajay amit amrita anand anil anita anjali ankit arjun arun asha ashok deepak deepika dinesh divya gaurav geeta harish jyoti kavita kiran
krishna lakshmi mahesh manish manoj meera mohan mukesh naveen neha nikhil nisha pooja pradeep prakash prasad priya rahul raj rajesh rajiv rakesh
ramesh ravi rekha rohan rohit sandeep sanjay sanjeev santosh shanti shreya sita sneha srinivas sunil sunita suresh swati usha vijay vikram vinod vivek
chen haruka haruto hiroshi hiroko jing kazuko kazuo keiko kenji kenzo li lin mei makoto masako michiko minh ming naoko nguyen noriko sakura satoshi
takashi takeshi tomoko wei xiao yan yoko yoshiko yuki yuko yumi abebe adebayo adwoa ama amara chidi chinedu emeka fatou ifeoma kofi kwame kwasi
mamadou moussa ngozi nnamdi olumide ousmane sekou thabo`

/** Frequent given names of Europe and of those who live there, in small letters without accents. */
export const givenNames: ReadonlySet<string> = new Set(
  [english, french, german, iberian, italian, dutchAndNordic, slavicAndOthers].flatMap((names) => names.split(/\s+/)),
)
