package org.idem.faces;

import java.awt.Color;

/** The colours of one face on one day. */
record FacePalette(Color skin, Color shade, Color deep, Color blush, Color lips, Color hair, Color brow, Color iris) {

    static FacePalette of(Traits traits, CaptureConditions conditions) {
        Traits.Head head = traits.head();
        Color tone = Tones.skin(head.skin());
        Color tint = head.undertone() > 0 ? new Color(0xe8b070) : new Color(0xe0a0a0);
        Color skin = Tones.mix(tone, Tones.mix(tone, tint, 0.5), 0.35 * Math.abs(head.undertone()));
        Color hair = Tones.hair(traits.hair().color() + conditions.scene().hairTone());
        Color lips = Tones.mix(
                Tones.scale(skin, 0.82),
                new Color(0xb5403f),
                0.25 + 0.5 * traits.mouth().red());
        return new FacePalette(
                skin,
                Tones.scale(skin, 0.84),
                Tones.scale(skin, 0.62),
                Tones.mix(skin, new Color(0xd8604f), 0.45),
                lips,
                hair,
                Tones.mix(hair, new Color(0x1c1410), 0.45),
                Tones.iris(traits.eyes().color()));
    }
}
