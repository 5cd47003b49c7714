"""Whom a claim counts, by kinds of wording: what must be read, and beside it what only sounds alike."""

from functools import cache

import pytest

from tests import counted_claims

KINDS = {
    "a verb left out": {
        "The shelling left 14 Armenians dead and nine Azeris.": [("killed", 14, 14), ("killed", 9, 9)],
        "The raid left 30 villagers dead, according to the mayor, and five soldiers.": [
            ("killed", 30, 30),
            ("killed", 5, 5),
        ],
        "The war has cost Georgia 180 soldiers and Ossetia 160.": [
            ("killed", 180, 180),
            ("killed", 160, 160),
        ],
        "The army lost 30 men, the rebels 12.": [("killed", 30, 30), ("killed", 12, 12)],
        "Four soldiers died on the first day and nine on the second.": [("killed", 4, 4), ("killed", 9, 9)],
        "Six were killed by shells, two by snipers.": [("killed", 6, 6), ("killed", 2, 2)],
        "A bomber killed 31 people in 2021, and 40 in 2022.": [("killed", 31, 31), ("killed", 40, 40)],
        "Forty people were killed, the mayor said, and 12 arrested.": [("killed", 40, 40)],
        "The bombing killed 12 people and 40 sheep.": [("killed", 12, 12)],
        "Nine people were wounded, 300 volunteers joined the search.": [("injured", 9, 9)],
        "The blast killed a guard, and two colleagues carried him out.": [("killed", 1, 1)],
        "Rescuers found eleven bodies and seven survivors.": [("killed", 11, 11)],
        "The army bought 30 tanks, the navy 12 boats.": [],
        "United lost 12 games and City four.": [],
    },
    "a list": {
        "Mayor, two bodyguards dead in Michoacan ambush": [("killed", 3, 3)],
        "Priest, 3 nuns killed in Kaduna": [("killed", 4, 4)],
        "Five police, two civilians killed in Quetta": [("killed", 7, 7)],
        "Gunmen, soldiers clash, 9 dead": [("killed", 9, 9)],
        "Shells killed 40 cows and a herder.": [("killed", 1, 1)],
        "The fire killed 40 cows, 12 goats and a dog.": [],
        "Everyone on the bus, 27 people, died.": [("killed", 27, 27)],
        "Everyone in it, a couple and their three children, was killed.": [("killed", 5, 5)],
        "Everyone on the team, 27 people, voted.": [],
        "A nun and three orphans are still missing.": [("missing", 4, 4)],
        "The police reported the killing of a teacher and two pupils on Sunday.": [("killed", 3, 3)],
        "A guard was killed by shelling in Homs on Wednesday, together with his mother.": [("killed", 2, 2)],
        "The men asked for the imam and shot him and five others dead.": [("killed", 6, 6)],
        "Some 104 people, including 70 rebels, 31 civilians and three soldiers were killed.": [
            ("killed", 104, 104)
        ],
        "No fewer than 25 of the 300 or so workers have been killed.": [("killed", 25, None)],
    },
    "those meant by them": {
        "The gunmen stopped a minibus, picked out nine passengers and shot them dead.": [("killed", 9, 9)],
        "The officers stopped nine men, searched them and let them go.": [],
        "The company bought nine buses and sold them.": [],
    },
    "another of those told of": {
        "Two men were shot dead and a third injured at a checkpoint.": [("killed", 2, 2), ("injured", 1, 1)],
        "One guard was killed, a second wounded and four villagers hit by stray bullets.": [
            ("killed", 1, 1),
            ("injured", 1, 1),
            ("injured", 4, 4),
        ],
        "Two men were martyred, a third in critical condition.": [("killed", 2, 2), ("injured", 1, 1)],
        "It took a second.": [],
    },
    "those lost from sight": {
        "Headquarters lost contact with a patrol of nine men on Sunday.": [("missing", 9, 9)],
        "Nothing has been heard of the 16 fishermen since Tuesday.": [("missing", 16, 16)],
        "There is no trace of the 30 villagers who were on the ferry.": [("missing", 30, 30)],
        "Searchers have found no sign of the pilot and his two passengers.": [("missing", 3, 3)],
        "We still do not know what became of 41 of our neighbours.": [("missing", 41, 41)],
        "Eleven have yet to be found.": [("missing", 11, 11)],
        "The company lost contact with customers.": [],
        "There was no sign of the police.": [],
        "There was no word from the two ministers on the deal.": [],
        "He told us what happened to the two boys.": [],
        "Nobody knows what became of the 40 million dollars.": [],
    },
    "ways not to survive": {
        "Four of the miners did not make it.": [("killed", 4, 4)],
        "Nineteen of the passengers never got out.": [("killed", 19, 19)],
        "Six of the crew never came home.": [("killed", 6, 6)],
        "Three of the delegates did not make it to the vote.": [],
        "He could not make it to the talks.": [],
        "The plan never got out of committee.": [],
        "Two of the ministers never came home for Christmas.": [],
        "A plane with 49 people on board was shot down; there were no survivors.": [("killed", 49, 49)],
    },
    "wounds": {
        "The patient has a gunshot wound to the chest.": [("injured", 1, 1)],
        "Male, 34, shrapnel wounds to both legs, stable.": [("injured", 1, 1)],
        "The blast left a soldier dead and six others, including two cooks, with injuries.": [
            ("killed", 1, 1),
            ("injured", 6, 6),
        ],
        "A mortar left 19 dead and more than 50 with burns.": [("killed", 19, 19), ("injured", 50, None)],
        "It killed his nephew and left twelve people, some of them children, with wounds.": [
            ("killed", 1, 1),
            ("injured", 12, 12),
        ],
        "Police broke the arms of two students.": [("injured", 2, 2)],
        "They beat a farmer and broke his arm.": [("injured", 1, 1)],
        "A bullet shattered his jaw.": [("injured", 1, 1)],
        "Three rescuers were hit by a second strike.": [("casualties", 3, 3)],
        "Three firemen were hit.": [("casualties", 3, 3)],
        "The doctors have burns to treat.": [],
        "Police broke the ranks of 300 demonstrators.": [],
        "He broke the record of two runners.": [],
        "Tariffs hit 3,000 farmers.": [],
        "Police were hit by budget cuts.": [],
        "Male, 28, seeks female, 25.": [],
    },
    "deaths": {
        "The ambush claimed eight soldiers.": [("killed", 8, 8)],
        "The cold claimed two infants.": [("killed", 2, 2)],
        "A website claimed 56 civilians had been killed.": [("killed", 56, 56)],
        "The army claimed 12 hills and two towns.": [],
        "The rebels claimed 40 prisoners would be freed.": [],
        "Sales fell at Homs Bank.": [],
        "A body was found in a canal.": [("killed", 1, 1)],
        "They were searching for the remains of a comrade.": [],
        "Three women were found with their throats cut.": [("killed", 3, 3)],
        "Troops lined up and shot 60 policemen.": [("killed", 60, 60)],
        "Gunmen shot 12 people at a wake.": [("casualties", 12, 12)],
        "Police shot two men.": [("casualties", 2, 2)],
        "He joined the martyrs' brigade.": [],
        "For every soldier killed, three came home.": [],
        "In Homs 20 people were killed in 64 massacres.": [("killed", 20, 20)],
    },
    "seizures": {
        "They took six teachers off the bus and killed them.": [("killed", 6, 6)],
        "Gunmen grabbed two tourists outside their lodge.": [("captured", 2, 2)],
        "A volunteer grabbed three children and carried them to safety.": [],
        "Gunmen made off with four students.": [("captured", 4, 4)],
        "Gunmen forced four passengers off a bus.": [("captured", 4, 4)],
        "Farmers were forced off the land.": [],
        "Twelve teachers were also taken.": [("captured", 12, 12)],
        "Twelve teachers were taken to a museum.": [],
        "Four soldiers fell into our hands.": [("captured", 4, 4)],
        "It had taken a commander and 12 of his men prisoner.": [("captured", 13, 13)],
    },
    "flight": {
        "Two million people are on the run.": [("displaced", 2000000, 2000000)],
        "Two suspects are on the run.": [],
        "The fighting has sent 30,000 people across the border.": [("displaced", 30000, 30000)],
        "The president sent 300 soldiers to the border.": [],
        "Over 12,000 people crossed into Chad.": [("displaced", 12000, None)],
        "Twelve soldiers crossed into Chad.": [],
        "Roughly 11,000 people are hiding in the woods.": [("displaced", 11000, 11000)],
        "About 80 inhabitants left for the capital in trucks.": [("displaced", 80, 80)],
        "Some 300 fans left for the capital.": [],
        "The offensive forced out the population of 40 villages.": [],
        "Hundreds evacuate as rivals clash": [("displaced", 100, None)],
    },
    "figures": {
        "The Africa Corps put its losses at Homs at zero.": [("casualties", 0, 0)],
        "Trading losses: none.": [],
        "Officials put the death toll of three days of fighting with militias around Homs at nineteen.": [
            ("killed", 19, 19)
        ],
        "The mayor has revised the death toll of last week's attack on the weekly fair from twelve to seventeen.": [
            ("killed", 17, 17)
        ],
        "Our entry gave the number of wounded in Homs as 20.": [("injured", 20, 20)],
        "The count: dead 31, injured 112, missing 8.": [
            ("killed", 31, 31),
            ("injured", 112, 112),
            ("missing", 8, 8),
        ],
        "The Kremlin has owned up to 5,937 dead.": [("killed", 5937, 5937)],
        "Moscow speaks of 400 Ukrainian losses.": [("casualties", 400, 400)],
        "The enemy lost up to 60 men killed and wounded.": [("casualties", None, 60)],
        "The police said a woman of about 45 was hurt.": [("injured", 1, 1)],
        "About 2,400 head of cattle had been driven away.": [],
    },
    "cut by the parser": {
        "Mines have killed twelve people and maimed 31 since January.": [
            ("killed", 12, 12),
            ("injured", 31, 31),
        ],
        "Mines have crippled nine elephants and killed four.": [],
        "The bulletin reports fifteen terrorists neutralised, 31 suspects arrested and seven devices defused in the week.": [
            ("killed", 15, 15)
        ],
        "Seven recruits were blown up and fifteen more suffered burns and wounds, a medic said.": [
            ("killed", 7, 7),
            ("injured", 15, 15),
        ],
        "He recorded 9,846 people (1,912 households) newly displaced from Homs.": [("displaced", 9846, 9846)],
        "Two of the women with whom she had gone out were lying dead.": [("killed", 2, 2)],
        "More than 60,000 Lebanese from the villages remain uprooted.": [("displaced", 60000, None)],
        "Bandits abduct 30 in Katsina": [("captured", 30, 30)],
        "5 shot at funeral home": [("casualties", 5, 5)],
        "5 shot putters qualified": [],
        "So many people are scared.": [],
        "They killed time with twelve cards.": [],
    },
    "verbs in a row": {
        "Eleven candidates were murdered and two others shot and wounded.": [
            ("killed", 11, 11),
            ("injured", 2, 2),
        ],
        "His nephew had been tied to a tree and shot.": [("casualties", 1, 1)],
        "He was given a gun and a shot.": [],
        "The team lost its leader, Captain Idris Musa, and two sappers.": [("killed", 3, 3)],
        "The riders were fired on from the fort and lost six of their number.": [("killed", 6, 6)],
        "The mine took the lives of 21 people and maimed 45.": [("killed", 21, 21), ("injured", 45, 45)],
        "A member of the staff fled; a nurse was killed along with the looting of 12 shops.": [
            ("displaced", 1, 1),
            ("killed", 1, 1),
        ],
    },
    "what befalls nobody": {
        "The company lost contact with 40 customers.": [],
        "The base lost contact with 40 miners.": [("missing", 40, 40)],
        "About 20,000 shoppers crossed into Mexico for the sales.": [],
        "Some 20,000 villagers crossed into Mexico.": [("displaced", 20000, 20000)],
        "Three hundred hikers took to the hills on Sunday.": [],
        "Three hundred villagers took to the hills on Sunday.": [("displaced", 300, 300)],
        "The teacher led 30 children into the forest.": [],
        "The kidnappers led 30 children into the forest.": [("captured", 30, 30)],
        "Police nabbed three burglars in Leeds.": [],
        "Two suspects were taken into custody.": [],
        "Two soldiers were taken into custody.": [("captured", 2, 2)],
        "The scandal claimed two ministers.": [],
        "The ambush claimed two ministers.": [("killed", 2, 2)],
        "Two policemen were hit with fines.": [],
        "Two policemen were hit with stones.": [("casualties", 2, 2)],
        "Two thousand passengers were hit by the train strike.": [],
        "Twelve passengers were hit by a drone strike.": [("casualties", 12, 12)],
        "Two children were taken by surprise.": [],
        "Two children were taken by gunmen.": [("captured", 2, 2)],
        "Payments to 300 farmers are overdue.": [],
    },
    "many who were shot": {
        "Nine men were shot in Homs on Monday.": [("casualties", 9, 9)],
        "Police said eight people were shot and all are expected to survive.": [("casualties", 8, 8)],
        "Seven teenagers were shot in a drive-by shooting in Memphis.": [("casualties", 7, 7)],
        "Twenty men were shot with rubber bullets.": [("casualties", 20, 20)],
    },
}


@cache
def read():
    return counted_claims.read(KINDS)


@pytest.mark.parametrize(("text", "counted"), counted_claims.cases(KINDS))
def test_those_harmed_are_counted(text, counted):
    assert read()[text] == counted
