package org.idem.plan.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The margin heads that a new config can begin with, each with the values of its paper. */
public enum HeadTemplate {
    /** Wang et al., arXiv 1801.09414. */
    COSFACE("CosFace", "MarginLoss", "m1: 1.0", "m2: 0.0", "m3: 0.4"),
    /** Deng et al., arXiv 1801.07698. */
    ARCFACE("ArcFace", "MarginLoss", "m1: 1.0", "m2: 0.5", "m3: 0.0"),
    /** Kim et al., arXiv 2204.00964. */
    ADAFACE("AdaFace", "AdaFaceLoss", "m: 0.4", "h: 0.333"),
    /** Huang et al., arXiv 2004.00288. */
    CURRICULAR_FACE("CurricularFace", "CurricularFaceLoss", "m: 0.5"),
    /** Meng et al., arXiv 2103.06627. */
    MAGFACE("MagFace", "MagFaceLoss", "l_a: 10.0", "u_a: 110.0", "l_margin: 0.45", "u_margin: 0.8", "lambda_g: 35.0"),
    /** Boutros et al., arXiv 2109.09416. */
    ELASTIC_FACE("ElasticFace", "ElasticFaceLoss", "form: arc", "mean: 0.5", "std: 0.05"),
    /** Zhou et al., UniFace: Unified Cross-Entropy Loss for Deep Face Recognition, ICCV 2023. */
    UNIFACE("UniFace", "UniFaceLoss", "m: 0.4"),
    /** You et al., arXiv 2501.13420. */
    LVFACE("LVFace", "LVFaceLoss", "m: 0.4");

    private final String title;
    private final String section;
    private final List<String> keys;

    HeadTemplate(String title, String section, String... keys) {
        this.title = title;
        this.section = section;
        this.keys = List.of(keys);
    }

    /** Returns the head's name, as papers write it. */
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
