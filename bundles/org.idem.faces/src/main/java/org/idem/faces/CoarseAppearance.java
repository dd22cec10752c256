package org.idem.faces;

/** What one sees of a face from afar: colours, hair, glasses, beard, outline. */
record CoarseAppearance(
        double skin,
        Traits.HairStyle hair,
        double hairColor,
        double hairVolume,
        Traits.Glasses glasses,
        Traits.Beard beard,
        double width,
        double height) {

    static CoarseAppearance of(Traits traits) {
        return new CoarseAppearance(
                traits.head().skin(),
                traits.hair().style(),
                traits.hair().color(),
                traits.hair().volume(),
                traits.extras().glasses(),
                traits.extras().beard(),
                traits.head().width(),
                traits.head().height());
    }

    /** 0 for two who look the same; each term is about 1 for two who clearly differ in it. */
    double distance(CoarseAppearance other) {
        return 3 * Math.abs(skin - other.skin)
                + (hair == other.hair ? 0 : 1.5)
                + 2 * Math.abs(hairColor - other.hairColor)
                + 0.5 * Math.abs(hairVolume - other.hairVolume)
                + (glasses == other.glasses ? 0 : 1)
                + (beard == other.beard ? 0 : 1)
                + Math.abs(width - other.width) / 6
                + Math.abs(height - other.height) / 6;
    }
}
