package org.idem.plan.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The margin heads that a new config can begin with, each with the values of its paper. */
public enum HeadTemplate {
    COSFACE("CosFace", "MarginLoss", "m1: 1.0", "m2: 0.0", "m3: 0.4"),
    ARCFACE("ArcFace", "MarginLoss", "m1: 1.0", "m2: 0.5", "m3: 0.0"),
    ADAFACE("AdaFace", "AdaFaceLoss", "m: 0.4", "h: 0.333"),
    CURRICULAR_FACE("CurricularFace", "CurricularFaceLoss", "m: 0.5"),
    MAGFACE("MagFace", "MagFaceLoss", "l_a: 10.0", "u_a: 110.0", "l_margin: 0.45", "u_margin: 0.8", "lambda_g: 35.0"),
    ELASTIC_FACE("ElasticFace", "ElasticFaceLoss", "form: arc", "mean: 0.5", "std: 0.05"),
    UNIFACE("UniFace", "UniFaceLoss", "m: 0.4"),
    LVFACE("LVFace", "LVFaceLoss", "m: 0.4");

    private final String title;
    private final String section;
    private final List<String> keys;

    HeadTemplate(String title, String section, String... keys) {
        this.title = title;
        this.section = section;
        this.keys = List.of(keys);
    }

    /** As papers call it. */
    public String title() {
        return title;
    }

    /** Name of its section in {@code Loss.Train}. */
    String section() {
        return section;
    }

    /** The keys of its section, scale left out, as they stand in YAML. */
    List<String> keys() {
        return keys;
    }

    /** The head of this title, whatever the case. */
    public static Optional<HeadTemplate> titled(String title) {
        return Arrays.stream(values())
                .filter(head -> head.title.equalsIgnoreCase(title))
                .findFirst();
    }
}
