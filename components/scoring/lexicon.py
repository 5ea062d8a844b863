"""Words that consumers use to say that something is good, bad or broken; a word ending in * stands for its family."""

from __future__ import annotations

from typing import Final

GOOD: Final = """
    ace adorable amaz* appreciat* attentive awesome beautiful* belter best bless* bliss* bravo brill* calm caring charming
    cheerful class classy clean comfy congrat* congratulations cosy courteous cracking cute dazzling deligh* delicious
    dreamy easy efficient effortless enjoy* epic excellent exceptional exquisite fab faultless fabulous fantastic favourite*
    favorite* fave flawless fresh friendl* funny gem generous genius gentle genuine* glad gladly good goodness gorgeous
    grand grateful great greatest handy happier happiest happily happy heaven heavenly heartwarming helpful hero heroes
    honest hooked ideal immaculate impress* incredibl* inspir* joy joyful keen kind kindest kindly kindness knowledgeable
    lifesaver legend* likes lovel* lovely love loved loves lovin loving loyal lush magic* magnificent marvel* mint neat nice
    nicer nicest nicely obsessed outstanding patient peaceful perfect* phenomenal pleasant pleased pleasure polite prompt*
    proud quick* recommend* refreshing reliable respectful rock rocks satisfied seamless smashing smile* smiled smiling smooth*
    solid sparkling special spectacular speedy splendid spotless stellar star stars stunning super superb superstar support*
    swift* sweet sweetest talented tasty terrific thank* thankful thanks thoughtful thrilled tidy tip-top top treasure trusted
    unbeatable unreal warm warmest welcoming win winner wonderful* worth wow wowed yay yummy yum
""".split()  # noqa: SIM905 (one word a line would be 500 lines)

BAD: Final = """
    abysmal aggressive ancient angr* annoy* appall* arrogant ashamed atrocious awful bad badly bait boring bland boycott* bullied bully*
    cheap chaos chaotic cheat* cheeky clueless cold concerned con conned condescending confus* cowboys cramped crap crappy
    cruel cruelty damp dangerous dead deceiv* deceptive degrading deplorable despicable dire dirt* dirty disappoint* disgrac* disgust*
    dishonest dismal disrespect* dread* dreadful dump embarrass* evil expensive extortion* fail* fake farce false filthy
    fobbed fraud* frustrat* fuming fume furious garbage ghosted greed* grim gross grubby hate hated hates hassle heartless
    horrend* horrible horribly horrid horrific horrified hypocri* idiot* ignorant ignore* ignored ignoring impolite
    incompeten* inconvenien* inconsiderate inadequate inept inexcusable inferior insane insensitive insult* irritat* jammed joke
    junk lazy lied lies liar* lousy lying mad mediocre mess messed miserable misl* mislead* mistreat* mocking moron*
    mould* mouldy nasty negligen* nightmare noisy nonsense obnoxious offensive outrag* outdated overcharg* overcrowd* overpriced
    painful pathetic patronis* patronizing pissed pointless poor poorly predatory pricey puke racist rage raging rancid
    refus* ridiculous rip-off ripoff robbed robbery rotten rubbish rude rudely rudeness ruin* sad sadly scam* scandal* scum
    sexist shabby shambles shambolic shame* shameful shit* shocking shoddy shocked sick sickening slow slowest sloppy smelly snooty
    snotty stale steal* stingy stink* stole stolen stress* stupid suck* sucks surly terribl* tasteless terrible thief thieves theft
    tired tricked trash ugly unacceptable unbelievable unethical unfair unfortunate unhappy unhelpful unhygienic unimpressed
    unprofessional unreadable unreasonable unreliable unsafe unsatisf* untrustworthy upset upsetting upsets useless vile waste wasted
    wasting worse worsen* worst wretched wtf yuck
""".split()  # noqa: SIM905 (one word a line would be 500 lines)

BROKEN: Final = """
    blank blocked breakdown broke broken bug bugs buggy cancelled canceled cancels charged corrupted crack* crash* cut damaged defect* delay*
    denied disconnect* disappear* down dropped drops empty error* expired fault* faulty flood* freez* frozen froze glitch* hacked
    hung incorrect interrupted issue* lag lags lagging late leak* locked loose lost malfunction* missed missing mistake* outage*
    overheat* overdue peeling problem* queue* refund* reject* ripped rip shut slipped smashed snapped spoiled spoilt spinning stopped
    stuck torn trouble* undelivered unable unanswered unavailable unresolved unusable waited waiting wait wrong wrongly
""".split()  # noqa: SIM905 (one word a line would be 500 lines)
