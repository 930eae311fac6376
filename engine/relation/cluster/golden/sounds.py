# pip install jellyfish cologne_phonetics abydos; writes sounds.json beside this file. Words in which jellyfish leaves the published rules of Metaphone
# (sce, sch, gn at the end, gh at the start) are not asked.
import json, pathlib, jellyfish, cologne_phonetics
from abydos.phonetic import DaitchMokotoff
words="Müller Mueller Meyer Meier Mayer Maier Schmidt Schmitt Schmid Wikipedia Breschnew Philipp Felix Xaver Axel Claire Chris Christian Charlotte Kathrin Catherine Katharina Schwarz Tschechien Tsar Zar Celle Caesar Acker Phillips Ffrench Weiß Straße Heinz Becquerel Dvorak Jakob Hans Ylva Anna Otto".split()
cg=[[w, (cologne_phonetics.encode(w) or [(w,'')])[0][1]] for w in words]
mw="Smith Smyth Thompson Thomson Philip Filip Phillips Knight Night Wright Write Xavier Whale Wale Catherine Katherine Kathryn Cynthia Stephen Steven Jackson Johnson Jonson Gnome Psalm Pneumonia Edge Judge Badge Gauge Tough Light Bough Character Church Chemistry Special Nation Mission Asia Vision Match Thumb Dumb Climbing Box Exit Quick Yellow Away Yes Zoe Happy Aha Hannah Signal Bigger Garage Giant America Britain Breton Peter Pieter Accent Access Bobby".split()
mp=[[w, jellyfish.metaphone(w)] for w in mw]
dw="""Moskowitz Moskovitz Peterson Petersen Jackson Cohen Auerbach Ohrbach Lipshitz Lippszyc Lewinsky Levinski Szlamawicz Shlamovitz Schwarz Schwarzenegger
Rosochowaciec Kleinman Minsk Tchaikovsky Czajkowski Ceniow Tsenyuv Holubica Golubitsa Przemysl Pshemeshil Breuer Ruiz Grynszpan Hochmeister Zhdanov
Szczecin Stcherbatsky Ijzer Eurydice Iulia Yitzhak Jozef Chaim Mnemonic Kmniec Nmango Berlin Uhrbach Rzeszow Ackermann Schtscherba Wsx Bbpp Aaa Czcjckrz Topf
Schtchukin Dzierzynski Drszka Zsuzsa Uelzen Ksawery""".split()
dm=[[w, sorted(DaitchMokotoff().encode(w))] for w in dw]
json.dump({'daitchMokotoff':dm,'cologne':cg,'metaphone':mp}, open(pathlib.Path(__file__).parent / 'sounds.json', 'w'), ensure_ascii=False, indent=0)
