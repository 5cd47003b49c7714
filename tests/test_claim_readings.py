"""What the sentences around a claim make of it: where it happened, whose it is, how it is meant, how many it counts."""

from functools import cache

import pytest

from lib import lexicon
from lib.analysis import analyze
from lib.harm.words import Newsroom
from lib.records import Article

WHERE = {
    "unknown village": ("Gunmen attacked the village of Tilwa and killed 34 farmers.", "Tilwa"),
    "unknown name after near": ("Two guards were killed when a mine went off near Ivhian.", "Ivhian"),
    "unknown name said to be a village": (
        "Ten died when a shell fell on Hajar, a village in the hills.",
        "Hajar",
    ),
    "shared end": ("Six raiders were killed and four rifles recovered in Goma.", "Goma"),
    "set fire there": ("Raiders killed around 30 people and set fire to huts in Mopti.", "Mopti"),
    "town with its land": ("A strike on a school in Sudan's city of Kosti killed 15.", "Kosti"),
    "told of before a semicolon": (
        "Mud buried a post of the army in Tawang; 14 soldiers are missing.",
        "Tawang",
    ),
    "there": ("A stone at the harbour of Odesa names the 12 sailors killed there.", "Odesa"),
    "sentence before": ("Drones reached Sumy at dawn. Two nurses died in their flat.", "Sumy"),
    "attack before": ("The rebels shelled Taiz again. A mother and her son were killed.", "Taiz"),
    "dateline": (
        "KADUGLI, Sudan - Drones struck a hospital on Thursday. Nine people were killed.",
        "KADUGLI",
    ),
    "here": (
        "Raid at dawn\n\nJOLO, Sulu - Two soldiers were killed in an ambush here yesterday, Manila said.",
        "JOLO",
    ),
    "some of those just told of": (
        "The recruits had queued for bread in Oruro. Six of the recruits were killed.",
        "Oruro",
    ),
    "armed men in the sentence before": (
        "In Bria the gang went from door to door. Nine people were killed.",
        "Bria",
    ),
    "where those are trapped who speak": (
        "Residents trapped in Homs said nine people had been killed.",
        "Homs",
    ),
    "our reporter in a town": ("Nine people died, our reporter reports from Homs.", "Homs"),
    "heading": ("Night of fire in Mariupol\n\nThe market burned. Nine people were killed.", "Mariupol"),
    "clause of time behind the source": (
        "Three sailors died, their union said on Monday in Athens, hours after the ship was hit off Hodeidah.",
        "Hodeidah",
    ),
    "so many kilometres off": (
        "The command carried out two air strikes 45 km north of Kismayo. It said four fighters were killed.",
        "Kismayo",
    ),
    "clause without a verb to the parser": (
        "Two herders looking for a goat trod on a mine in the desert east of Homs and bled to death.",
        "Homs",
    ),
    "end of a chain of deeds": (
        "Troops killed 13 raiders, arrested six smugglers and recovered rifles in Goma, they said.",
        "Goma",
    ),
    "more, by a second blow": (
        "Nine people died at a market in Kosti, and seven more died when a second drone came.",
        "Kosti",
    ),
    "where those killed had fled from": (
        "A rocket hit a house in Haifa. Two neighbours, refugees from Ukraine, were killed.",
        "Haifa",
    ),
    "while, of the same fight": (
        "Eleven soldiers were killed in Kosti while nineteen raiders were wounded.",
        "Kosti",
    ),
    "totals that share their end": (
        "The battalion had 31 killed and 90 wounded in a month in Vovchansk.",
        "Vovchansk",
    ),
    "there, where the source sits": (
        "According to the mayor of Nikopol, artillery fire wounded four people there.",
        "Nikopol",
    ),
    "civil war of a land": ("More than 150,000 people have died in Sudan's civil war.", "Sudan"),
    "unknown name taken for a people": ("Seventy-one worshippers fell at Manda, villagers say.", "Manda"),
    "heading of dead": (
        "Nine dead as boat sinks off Sfax\n\nThe boat was full. Nine people drowned.",
        "Sfax",
    ),
    "heading of a log": (
        "Police log, Tumaco\n\nSaturday, 02:00. Nine people were hurt in a brawl.",
        "Tumaco",
    ),
    "dateline of an agency": (
        "MAIDUGURI, Nigeria (AP) - Gunmen opened fire at a wedding. Nine people were killed.",
        "MAIDUGURI",
    ),
    "dateline without its country": (
        "GOMA (Reuters) - Rebels attacked a bus. Nine people were killed.",
        "GOMA",
    ),
    "armed men came": ("The rebels came to Komanda at night. Nine people were killed.", "Komanda"),
    "soldiers advanced": ("Soldiers advanced into Bakhmut on Friday. Nine people were killed.", "Bakhmut"),
    "police were called": ("Police were called to a bar in Tumaco. Nine people had been shot.", "Tumaco"),
    "shots were heard": ("Residents heard shots in Jacmel. Nine people were killed.", "Jacmel"),
    "sirens": ("Sirens sounded in Haifa. Nine people were hurt.", "Haifa"),
    "mud": ("A mudslide covered a village near Manizales. Nine people died.", "Manizales"),
    "fire": ("Fire broke out in a hotel in Izmir. Nine people died.", "Izmir"),
    "broken into": (
        "Worshippers prayed in a church in Komanda when the rebels came. Nine people were killed.",
        "Komanda",
    ),
    "a shell landed": ("A shell landed in Sumy. Nine people were killed.", "Sumy"),
    "named in its sentence and said of nothing else": (
        "The strike, which killed none of those it was aimed at, flattened three barns in Idlib.",
        "Idlib",
    ),
    "led there": ("Twelve men were taken to a quarry near Srebrenica and shot.", "Srebrenica"),
    "said before a speaker": (
        "Police found the body of a teacher in a ravine above Batken, a guard told the radio.",
        "Batken",
    ),
    "came out of it": (
        "Soldiers spotted five gunmen who came out of a tunnel in Rafah. Four were killed.",
        "Rafah",
    ),
    "weapons used there": (
        "Overnight the enemy went for Nikopol with artillery. A man was wounded.",
        "Nikopol",
    ),
    "helpers at work": (
        "Rescuers dug for two days at the school in Sloviansk. Nine teachers were among those killed.",
        "Sloviansk",
    ),
    "another voice of the same event": (
        "The raid on the market in Gao killed four, its mayor says, while the army speaks of nine dead.",
        "Gao",
    ),
    "beside the seat of its source": (
        "Rebels shelled Homs. A monitor based in Britain put the dead at nine.",
        "Homs",
    ),
    "the denied report": (
        "Shells hit a bus in Sumy. The mayor denied a report that nine people had been killed.",
        "Sumy",
    ),
    "counted by an office": (
        "Clans fought in Cotabato. The office has listed 12 people who fled.",
        "Cotabato",
    ),
    "filmed": (
        "At a camp in Zalingei a camera filmed a man being shot by soldiers.",
        "Zalingei",
    ),
    "the event of the claim before": (
        "Rockets hit a bus in Tyre. Four people were killed. No soldiers were hurt. Nine others were wounded.",
        "Tyre",
    ),
    "the province": (
        "Gunmen attacked Komanda, in Ituri. Since January 12 people have been killed in the province.",
        "Ituri",
    ),
    "what might have been": (
        "A bomb went off at a market in Kunduz. Hundreds could have been killed.",
        "Kunduz",
    ),
    "a question ahead": (
        "What happened in Homs?\n\nPeople had gathered for a feast. Nine died.\n\nWho was it?\n\nNobody knows.",
        "Homs",
    ),
    "a land and a town in the heading": (
        "Syria: killings in Sweida\n\n(Geneva) Nine people were shot dead, a rights group said.",
        "Sweida",
    ),
    "an entry headed by its place": (
        "Goma. Rebels burned a bus.\n\nBukavu. Nine people were hurt in a fire.",
        "Bukavu",
    ),
    "an entry with its day": (
        "Belo, 24 April. Soldiers shot two men.\n\nBamenda, 1 June. A trader was killed.",
        "Bamenda",
    ),
    "a place alone on a line": (
        "Goma\nNine shops were looted.\n\nBukavu\nFour men died in a fire.",
        "Bukavu",
    ),
    "shells fell on a town that the model takes for a person": (
        "Shells began to fall on Hays before dawn. A blacksmith was killed.",
        "Hays",
    ),
    "a name with small words in it": (
        "Nine girls were poisoned in a school in Sar-e-Pul.",
        "Sar-e-Pul",
    ),
    "nearby": ("Bandits murdered four policemen at nearby Tozai.", "Tozai"),
    "bodies found": ("The corpses of five men were found near Kiskra.", "Kiskra"),
    "where it is said to have been": (
        "She comes from Cabaret, where at least nine people were killed in September.",
        "Cabaret",
    ),
    "ahead of who says so": (
        "In Chaman, a hospital official reported that nine people had been shot.",
        "Chaman",
    ),
    "at a name of a person's kind": ("Gunmen killed nine men in a church hall at Gina.", "Gina"),
    "came under fire": ("Djibo came under attack again. Nine men were killed.", "Djibo"),
    "was shelled": ("Sumy was shelled before dawn. Nine people were killed.", "Sumy"),
    "where the wounded were treated meanwhile": (
        "Gunmen shot at traders in Kenscoff. Six of the wounded are being treated at a hospital in Jacmel. "
        "The police confirmed nine deaths.",
        "Kenscoff",
    ),
    "while they slept": ("Rebels raided Komanda. Nine men were killed while they slept.", "Komanda"),
    "the battle for it": ("Forty troops were killed in the battle for Mobye.", "Mobye"),
    "goes on to a day": (
        "Clashes broke out on Friday in Sweida. By Sunday 89 people had been killed.",
        "Sweida",
    ),
}
NOT_WHERE = {
    "treated elsewhere": "Twelve wounded men were treated in Kosti.",
    "buried elsewhere": "Twelve soldiers were killed at the front and buried in Lviv.",
    "home": "The group announced the deaths of three fighters from the village of Aitaroun.",
    "origin of captives": "Twenty drivers from Senegal are held by the rebels.",
    "what it led to": "The killing of 27 miners led to protests in Izmir.",
    "where others stayed": "The general was based in Kassala. Nine people died.",
    "seat of the source beside an unknown place": "Up to 20 men were killed in the raid on Hope, police in Goma said.",
    "a newsroom ahead of who says so": "In Geneva, the office said that nine people had been killed.",
    "what lies somewhere": "The barracks of Baraki were far away, and a survivor says that nine men died.",
    "where a witness lives": "A man who now lives in Lyon saw how nine men were killed.",
    "where they were sent from": "The group, in a message sent from Nyala, denied having killed nine men.",
    "told in court": "Nine men had been shot in the street, she told the court in Strasbourg.",
    "behind a semicolon": "Nine soldiers were killed; the government in Niamey has said nothing.",
    "a hospital": "Nine men are nursed at Nakuru General Hospital with gunshot wounds.",
    "soldiers of a land": "Nine Puntland soldiers were killed.",
    "part of the whole": "At least ten people were killed in strikes, including a medic in Tyre.",
    "a minister travelled": "The foreign minister travelled to Berlin for talks. Nine people were killed on Monday.",
    "a minister flew": "The minister flew to Paris. Nine people were killed in the strike.",
    "the dead were flown out": "The bodies were flown to Rome. Three aid workers died in the strike.",
    "the wounded were taken away": "The wounded were evacuated to Cairo. Nine people were killed.",
    "a match": "The match was played in Madrid. Nine people were killed.",
    "a court": "The court sentenced two men in The Hague. Nine people were killed.",
    "a minister reached a town": "The minister reached Berlin at dawn. Nine people were killed.",
    "a train reached a town": "The train reached Paris at noon. Nine people died in the strike.",
    "a king entered": "The king entered Madrid in a coach. Nine people were killed.",
    "a minister landed": "The minister landed in Berlin on Sunday. Nine people were killed.",
    "a jet landed": "A jet landed in Paris on Sunday. Nine people were killed.",
    "shares dropped": "Shares dropped in London. Nine people were killed.",
    "a deal was struck": "The two sides struck a deal in Doha. Nine people were killed.",
    "a president stayed": "The president was in Paris when the bomb went off. Nine people were killed.",
    "a war was discussed": "Leaders discussed the war in Berlin. Nine people were killed.",
    "a war was protested against": "Crowds protested against the war in Madrid. Nine people were killed.",
    "an attack was condemned": "The minister condemned the attack during a visit to Cairo. Nine people were killed.",
    "an attack was spoken of": "He gave a speech about the attack in Geneva. Nine people were killed.",
    "an operation was approved": "The operation was approved in Washington. Nine people were killed.",
    "diplomats gathered": "Diplomats gathered in Vienna. Nine people were killed on Monday.",
    "in the same sentence": "The minister flew to Paris; nine people were killed.",
    "heading of talks": "Peace talks open in Geneva\n\nNine people were killed on Monday.",
    "heading of a meeting": "Envoys to meet in Doha\n\nNine people were killed on Monday.",
    "heading of a visit": "Minister visits Ankara\n\nNine people were killed on Monday.",
    "heading of a trial": "Trial over bombing opens in Paris\n\nNine people were killed.",
    "heading of a march": "Thousands march against war in London\n\nNine people were killed.",
    "heading of a meeting about harm": "UN condemns strike at meeting in Geneva\n\nNine people were killed on Monday.",
    "dateline of a newsroom": "LONDON (Reuters) - Nine people were killed on Monday in an air strike.",
    "dateline of a newsroom and its country": "GENEVA, Switzerland - Nine people were killed on Monday.",
    "dateline read with the first words": "LONDON - Nine people died.",
    "dateline of a seat of the UN": "NEW YORK - At least 3,000 people were killed last week, the UN said.",
    "dateline and a body of the world": "GOMA - Nine people were killed last week, the UN said.",
    "dateline of a newsroom below a title": "Raid on a market\n\nBEIRUT, Nov 9 - A bomb fell. Nine people were killed.",
    "a body that reports from its seat": "Nine people lost their lives, the Red Cross reports from Colombo.",
    "where those fled who speak": "Villagers who fled to Niono say about forty soldiers were killed.",
    "where those came who speak": "Residents who reached Niono speak of about forty soldiers killed.",
    "where the passengers left": "The bus left Abuja at dawn. Nine of the passengers were killed.",
    "where the migrants wished to go": "The migrants wanted to reach Italy. Nine of them drowned.",
    "where a ship is from": "The ship flew the flag of Panama. Two of its sailors were killed by a missile.",
    "where the wounded came": "The driver, hit in the shoulder, reached Bukavu on foot.",
    "dateline and another country": "GOMA - Rebels crossed from Rwanda. Nine people were killed.",
}
SOURCES = {
    "a role with its name behind it": (
        "A spokeswoman, Mirlande Sévère, denied that nine officers had been killed.",
        "Mirlande Sévère",
    ),
    "it": ("The ministry said 12 people had died. It had put the toll at nine on Monday.", "The ministry"),
    "they": ("Officials in Homs were silent. They had put the toll at nine.", "Officials in Homs"),
    "the group": ("Relief Bridge runs a clinic. The group put the number of dead at nine.", "Relief Bridge"),
    "counted by a clause": (
        "The army puts the dead at 120, far above the nine that the UN counted.",
        "the UN",
    ),
    "counted by an agent": (
        "Officials say 12 people died, more than the nine counted by the monitor.",
        "the monitor",
    ),
    "two officials": (
        "Gunmen killed nine men in Mopti, two local officials told reporters.",
        "two local officials",
    ),
    "assessment that is the claim": (
        "The command's initial assessment is that nine fighters were killed.",
        "The command",
    ),
    "tag behind a semicolon": (
        "Eleven bodies were found off Langkawi; nine sailors are missing, the coastguard said.",
        "the coastguard",
    ),
    "topic before a colon": ("Syria: nine rebels killed in strikes on Idlib, monitor says", "monitor"),
    "tag behind a joined clause": (
        "Nine miners died at Kolwezi, and 30 are still missing, according to the governor.",
        "the governor",
    ),
    "tag before a joined clause": (
        "Gunmen stormed the fair, a deputy said, and nine traders were forced from their homes.",
        "a deputy",
    ),
    "tag before a semicolon": ("Two bombs killed 14 men, doctors told us; nine others were hurt.", "doctors"),
    "tag and a tail": (
        "Two more children starved, the health office said, taking the number of dead to nine.",
        "the health office",
    ),
    "tag in the perfect": (
        "Four sailors drowned off Zuwara, the coastguard has established; nine lost limbs.",
        "the coastguard",
    ),
    "tag that begins with its verb": (
        "Two women and seven men, nine in all, were shot dead; 12 homes burned, informs the prosecutor's office.",
        "the prosecutor's office",
    ),
    "tag with a name between commas": (
        "The bodies of nine hikers were found, the head of the service, Ada Hov, said on Sunday.",
        "Ada Hov",
    ),
    "tag read as a noun": (
        "Nine farmers were executed, community focal points report.",
        "community focal points",
    ),
    "tag of figures": ("Nine farmers were killed, figures of the ministry show.", "figures of the ministry"),
    "tag on a network": (
        "Nine guards were shot dead, a civic figure wrote on social media.",
        "a civic figure",
    ),
    "estimates of a body": (
        "The raids have killed nine farmers since May, by United Nations estimates.",
        "United Nations estimates",
    ),
    "per": ("Nine people drowned, per the prefect.", "the prefect"),
    "clause before a semicolon": (
        "The envoy admitted that four had died; nine others sustained injuries.",
        "The envoy",
    ),
    "pronoun before a semicolon": (
        "Ada Hov runs the clinic. She told reporters that four had died; nine others were hurt.",
        "Ada Hov",
    ),
    "it, in one sentence": ("Turkey struck the hills; nine of its soldiers died there, it said.", "Turkey"),
    "all of a list": (
        "In May the rights office documented 41 killed, nine injured and 12 abducted.",
        "the rights office",
    ),
    "raids that are counted": (
        "The survey counts 41 raids, which took 15 lives; bombs left nine men dead.",
        "The survey",
    ),
    "list of names": ("The union has drawn up a list of nine men killed.", "The union"),
    "names": ("An outlet has the names of nine soldiers killed since May.", "An outlet"),
    "one of several": ("One of the nurses counted nine dead.", "One of the nurses"),
    "source at a place": ("Source at Mbour hospital: nine wounded in raid", "Source"),
    "body behind a time": ("09:40 Health Ministry: nine killed in Tyre", "Health Ministry"),
    "doctors in a town": ("Doctors in Mopti: nine killed in drone strike", "Doctors in Mopti"),
    "brackets at the end": ("A blast killed nine guards on 1 March (monitoring group).", "monitoring group"),
    "who tells of those found": (
        "The army found the bodies of nine shepherds, a judge told the radio.",
        "a judge",
    ),
    "who finds": ("The army found the bodies of nine shepherds.", "The army"),
    "she who puts the dead at a figure": (
        "A nurse told reporters that shells fell at noon; she put the dead at nine.",
        "A nurse",
    ),
    "she who was named": (
        '"It burned for hours," said Ada Lem, a nurse. She put the number of injured at nine.',
        "Ada Lem",
    ),
    "those who speak of soldiers killed": (
        "Shepherds who reached Homs speak of nine soldiers killed.",
        "Shepherds",
    ),
    "another who spoke": ("One officer spoke of five dead, another of nine.", "another"),
    "town that counted": ("Odesa counted nine dead on Friday, according to its council.", "its council"),
    "land that counted": ("Haiti registered nine kidnappings in May, the network says.", "the network"),
    "who dismisses": (
        'Kigali dismissed as "fiction" Kinshasa\'s claim that nine soldiers had been killed.',
        "Kigali",
    ),
    "who calls it untrue": (
        "A spokesman called the report that nine guards had surrendered a lie.",
        "A spokesman",
    ),
    "who denies a killing": ("The militia denied the killing of nine monks.", "The militia"),
    "voice behind a semicolon": (
        "Police put the number of dead at 12; the lawyer for the families reckons with nine dead.",
        "the lawyer for the families",
    ),
    "voice behind while": ("The army spoke of 12 dead, while residents counted nine bodies.", "residents"),
    "tag after a share": (
        "A bomb wounded nine men, one of them critically, said the police chief.",
        "the police chief",
    ),
    "who is quoted": (
        "A spokesman was quoted as saying four men died; nine others were hurt.",
        "A spokesman",
    ),
    "count that is the claim": ("The union's latest count is nine dead.", "The union"),
    "passive": ("Nine deaths were reported by residents.", "residents"),
    "dash before the source": ("A drone hit a bus. Nine dead - governor.", "governor"),
    "source in brackets": ("Nine dead after a strike on Nikopol (governor)", "governor"),
    "figures before a colon": ("Figures of the ministry: nine dead", "Figures of the ministry"),
    "verb that is misread": ("Local media report nine dead and 31 wounded.", "Local media"),
    "reports that are described": (
        "The army described reports that it had killed nine farmers as untrue.",
        "The army",
    ),
    "who accuses": (
        "The movement accuses the army of burning two villages; nine people died.",
        "The movement",
    ),
    "who is said to deny": (
        "Reuters reported that Kigali was denying Congolese claims that its troops had killed nine villagers.",
        "Kigali",
    ),
    "toll that is raised": ("The agency raised its toll to 41 dead; nine were injured.", "The agency"),
}
NO_SOURCE = {
    "voice within an apposition": "The raid, the worst since the army announced a truce, killed nine men.",
    "years before": "Two years after a blast that killed nine miners, the inquiry found that nobody was to blame.",
    "object of a verb of telling": "In addition to the nine men shot, the film highlights the arrests and the fines.",
    "long form in another order": "A mine killed nine fighters of the Forces for Erimian Renewal (REF).",
    "gave chase": "The police gave chase and shot nine men dead.",
    "words before a colon": "Among the dead: nine children.",
    "share that is no voice": "Nine farmers are held, four of them believed dead.",
    "only held to be": "Gunmen thought to belong to a gang shot nine farmers dead.",
    "voice behind a semicolon": "Nine miners died; according to the governor, the pit was safe.",
    "nothing said": "Nine miners died; the governor said nothing.",
    "something else said": "Nine miners died, and the governor said that he would resign.",
    "voice within a clause": "Nine soldiers died at Gossi, a town that the army said it held.",
    "as somebody spoke": "Nine soldiers died as the president told the nation that the war was won.",
    "region before a colon": "Northern Kivu: nine killed in Lubero",
    "day before a colon": "Friday: nine killed in Kadugli",
    "event before a colon": "Attack on Mopti: nine dead",
    "short form in brackets": "A mine killed nine fighters of the Arakan Army (AA).",
    "town that counted": "Odesa counted nine dead.",
    "she of whom nothing is told": "The roof fell in. She put the dead at nine.",
    "a ministry is no he": "The ministry said that shells fell. He put the dead at nine.",
    "found and killed": "Soldiers found weapons in a house and killed nine men.",
    "found by an inquiry into it": "The inquiry into the fire that killed nine people found that the door was shut.",
    "wrote to the families": "The judge wrote to the families of the nine soldiers killed at Gossi.",
    "fund for the families": "The court established a fund for the families of the nine soldiers killed.",
    "photograph of the dead": "The school published a photograph of the nine pupils killed.",
    "harmed who speak": "Nine people drowned, they say.",
    "dismissed from office": "The ministry dismissed a general whose men had killed nine farmers.",
    "part that is denied": "The rebels deny any part in the attack, which killed nine people.",
    "disease before a colon": "Cholera: 1,204 new cases, nine deaths.",
    "no group": "No group has claimed the attack in Jos, in which nine people died.",
    "it is no body": "The strike hit a market. It put the number of dead at nine.",
    "one sentence between": "The army pulled back. A bomb went off. It put the number of dead at nine.",
}
MEANT = {
    "denied without a number": ("The army denied that any civilians had died.", "denied"),
    "no truth": ("There is no truth in the rumour that nine guards were killed.", "denied"),
    "condition by word order": ("Had the bomb gone off, hundreds might have been killed.", "hypothetical"),
    "feared": ("Hundreds of residents were feared dead in Goma.", "hypothetical"),
    "feared, in a clause": ("It is feared that 30 people drowned off Sfax.", "hypothetical"),
    "feared, in a headline": ("Twenty feared dead as boat sinks", "hypothetical"),
    "more is feared": ("Police fear more deaths after 12 people were killed in Goma.", "asserted"),
    "one who is feared": ("A feared commander was killed in Goma.", "asserted"),
    "may have happened": ("The bomb had gone off, and hundreds may have been killed.", "asserted"),
}
SCOPES = {
    "since, behind the second verb": (
        "Some 900 men have been killed or wounded since the invasion.",
        "cumulative",
    ),
    "between two dates": ("Between 1 and 15 October shells killed 53 civilians.", "cumulative"),
    "between two days of a week": ("Between 1 and 3 October shells killed 53 civilians.", "incident"),
    "two dates in figures": (
        "The enemy's losses from 24.02.22 to 14.12.25: personnel 1 189 470.",
        "cumulative",
    ),
    "past week": ("Some 15,000 people have left their homes in Dilling in the past week.", "cumulative"),
    "many days": ("Gangs killed 90 people in eight days in July.", "cumulative"),
    "few days": ("Gangs killed 90 people in three days in July.", "incident"),
    "worst in months": ("The bomb killed 90 people in the worst attack in ten months.", "incident"),
    "year of landmines": ("In 2024, landmines killed 91 people in Syria.", "cumulative"),
    "year of one blast": ("In 2024, a landmine killed nine people in Syria.", "incident"),
    "missing since a day": ("A grenadier has been missing since the 11th.", "incident"),
    "missing since a year": ("Some 130,000 people have been missing since 2006.", "cumulative"),
    "two days": ("The gang killed 90 people between Friday and Sunday.", "incident"),
    "months": ("The gang killed 90 people between January and March.", "cumulative"),
}
COUNTED = {
    "clause without whom": (
        "The police found the 56 people the raiders had abducted.",
        [("captured", 56, 56)],
    ),
    "range": ("Marines fired on boats and killed between 12 and 16 of them.", [("killed", 12, 16)]),
    "aside": (
        "Ten people died, a nurse among them, and at least 20 were wounded.",
        [("killed", 10, 10), ("injured", 20, None)],
    ),
    "with their own": ("A nurse was killed with her two children on the road.", [("killed", 3, 3)]),
    "with things": ("A nurse was killed with two knives.", [("killed", 1, 1)]),
    "dead behind a list": ("They shot my uncle and two neighbours dead.", [("killed", 3, 3)]),
    "did not make it": ("Three residents did not make it out.", [("killed", 3, 3)]),
    "could not be saved": ("Two of the crew could not be saved.", [("killed", 2, 2)]),
    "none survived": ("None of the 14 on board survived.", [("killed", 14, 14)]),
    "no survivors": ("There were no survivors among the 62 passengers.", [("killed", 62, 62)]),
    "all of whom": ("There were 19 people aboard, all of whom died.", [("killed", 19, 19)]),
    "fell at a place": ("Twelve soldiers fell at Verdun.", [("killed", 12, 12)]),
    "of their own": ("The rebels lost 15 of their own.", [("killed", 15, 15)]),
    "lost members": ("A family lost six members.", [("killed", 6, 6)]),
    "cost an army": ("The battle cost the army 300 soldiers.", [("killed", 300, 300)]),
    "list before to death": (
        "Raiders hacked a chief, his driver, his cook and two palace guards to death.",
        [("killed", 5, 5)],
    ),
    "list cut by an age": ("A shopkeeper, 51, and his two sons were killed.", [("killed", 3, 3)]),
    "list cut by a name": ("The mayor, Ahmed Sidi, and his driver were shot dead.", [("killed", 2, 2)]),
    "kin and more kin": ("Two brothers, a cousin and an uncle were killed.", [("killed", 4, 4)]),
    "her parents": ("Her parents and both her sisters perished.", [("killed", 4, 4)]),
    "colon before the subject": (
        "PESHAWAR: Twenty-three soldiers embraced martyrdom in the clashes.",
        [("killed", 23, 23)],
    ),
    "estimates that range": ("Estimates of the dead go from 300 to 900.", [("killed", 300, 900)]),
    "losses by a label": (
        "Losses of the enemy: personnel – about 1,200, tanks 11.",
        [("casualties", 1200, 1200)],
    ),
    "losses of things": ("Losses of the enemy: tanks 11.", []),
    "label with a noun": ("Missing persons: 17", [("missing", 17, 17)]),
    "figure in brackets again": (
        "Two (2) persons were killed and five (5) injured.",
        [("killed", 2, 2), ("injured", 5, 5)],
    ),
    "figure in quotation marks": ("The army said it had wiped out '40 officers'.", [("killed", 40, 40)]),
    "figure with blanks": ("About 1 189 470 soldiers were killed.", [("killed", 1189470, 1189470)]),
    "heading, verb taken for a noun": ("Suspected bandits abduct 14 in Zamfara", [("captured", 14, 14)]),
    "heading, among dead": ("Three children among dead in strike on Rafah", [("killed", 3, 3)]),
    "heading, aside before its verb": (
        "31 Palestinians, including nine aid seekers, killed since dawn",
        [("killed", 31, 31)],
    ),
    "heading, among them before its verb": (
        "Fourteen people, among them two children, killed in Rafah",
        [("killed", 14, 14)],
    ),
    "fatal shooting": ("The fatal shooting of a judge shocked the town.", [("killed", 1, 1)]),
    "shot and died": ("A senator was shot in the head in June and died in August.", [("killed", 1, 1)]),
    "hit and succumbed": (
        "The driver, hit in the neck on Monday, succumbed to his wounds.",
        [("killed", 1, 1)],
    ),
    "in hospital": ("Eight are in hospital.", [("injured", 8, 8)]),
    "patients in hospital": ("Eight nurses are in hospital.", []),
    "received with injuries": ("The clinic received 63 people with blast injuries.", [("injured", 63, 63)]),
    "limb of a boy": ("The mine tore off a boy's leg.", [("injured", 1, 1)]),
    "legs off a boy": ("The blast tore the legs off a boy.", [("injured", 1, 1)]),
    "legs by a surgeon": ("The surgeon took off four legs.", []),
    "bullet": ("An officer took a bullet in the shoulder.", [("injured", 1, 1)]),
    "bullet train": ("Two men took the bullet train to Osaka.", []),
    "looked for": ("Some 146 people are still being looked for.", [("missing", 146, 146)]),
    "suspects looked for": ("Police are looking for three men.", []),
    "survivors looked for": ("Rescuers are looking for 30 survivors.", []),
    "aboard": ("A boat carrying 70 migrants has gone missing.", [("missing", 70, 70)]),
    "under rubble": ("Some 30 people are still under the rubble.", [("missing", 30, 30)]),
    "out of the rubble": ("Firefighters rescued 12 people under the rubble.", []),
    "missing, found safe": ("The three missing children were found safe.", []),
    "gave themselves up": ("Some 300 fighters gave themselves up.", [("captured", 300, 300)]),
    "gave up": ("Three villagers gave up their plan.", []),
    "taken by a force": ("The navy took three fishermen from a pier.", [("captured", 3, 3)]),
    "taken by bus": ("The bus took 40 pupils from the village.", []),
    "hold": ("The militia holds 59 villagers.", [("captured", 59, 59)]),
    "hall that holds": ("The hall holds 400 people.", []),
    "left their villages": ("Some 5,000 people left their villages.", [("displaced", 5000, 5000)]),
    "left the country": ("Some 5,000 workers left the country.", []),
    "envoys": ("Russia expelled 12 diplomats.", []),
    "nurses to a clinic": ("Six nurses were transferred to a clinic.", []),
    "own brother": ("The dead man's brother spoke.", []),
    "toll that may rise": ("The toll could rise, as 20 people are missing.", [("missing", 20, 20)]),
    "captives at home": ("Thirty-two captives flew home.", []),
    "animals": ("The general had four horses shot under him.", []),
}


@cache
def read(text):
    (analysis,) = analyze([Article("one", None, None, None, "2025-06-01", text)])
    return analysis


def whole(text):
    return [mention for mention in read(text).casualties if mention.subset_of is None]


def place(text):
    last = whole(text)[-1].place
    return None if last is None else read(text).places[last].text


def named(cases):
    return [pytest.param(*(c if isinstance(c, tuple) else (c,)), id=name) for name, c in cases.items()]


@pytest.mark.parametrize(("text", "where"), named(WHERE))
def test_a_claim_is_where_its_event_was(text, where):
    assert place(text) == where


@pytest.mark.parametrize("text", named(NOT_WHERE))
def test_a_claim_is_not_where_something_else_was(text):
    assert place(text) is None


@pytest.mark.parametrize("row", lexicon.load("newsrooms", Newsroom), ids=lambda row: row.city)
def test_a_claim_is_not_where_it_was_only_reported_from(row):
    assert row.example.startswith(row.city.upper())
    assert [mention.text in row.city.upper() for mention in read(row.example).places] == [True]
    assert place(row.example) is None


@pytest.mark.parametrize(("text", "name"), named(SOURCES))
def test_a_claim_is_credited_to_the_one_meant(text, name):
    source = next(mention.source for mention in whole(text) if mention.count.low == 9)
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize("text", named(NO_SOURCE))
def test_a_claim_is_credited_to_nobody_who_is_not_meant(text):
    mention = next(mention for mention in read(text).casualties if mention.count.low == 9)
    assert mention.source is None


@pytest.mark.parametrize(("text", "meant"), named(MEANT))
def test_a_claim_is_meant_as_its_words_say(text, meant):
    (mention,) = whole(text)
    assert mention.polarity == meant


@pytest.mark.parametrize(("text", "scope"), named(SCOPES))
def test_a_claim_adds_up_what_its_words_say(text, scope):
    (mention,) = whole(text)
    assert mention.scope == scope


@pytest.mark.parametrize(("text", "counted"), named(COUNTED))
def test_a_claim_counts_those_harmed(text, counted):
    assert [(m.outcome, m.count.low, m.count.high) for m in whole(text)] == counted
