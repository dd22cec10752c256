package org.idem.config;

/** Makes the record of the head that {@code Loss.Train} names. */
final class LossBinder {
    private static final String LOSS = "Loss.Train.0.";
    private static final String STRAIGHT_THROUGH = "straight_through";

    private final TypedConfig values;

    LossBinder(TypedConfig values) {
        this.values = values;
    }

    LossConfig bind() {
        if (values.has(LOSS + "AdaFaceLoss")) {
            return adaFace(LOSS + "AdaFaceLoss.");
        }
        if (values.has(LOSS + "CurricularFaceLoss")) {
            return curricularFace(LOSS + "CurricularFaceLoss.");
        }
        if (values.has(LOSS + "ElasticFaceLoss")) {
            return elasticFace(LOSS + "ElasticFaceLoss.");
        }
        if (values.has(LOSS + "UniFaceLoss")) {
            return uniFace(LOSS + "UniFaceLoss.");
        }
        if (values.has(LOSS + "LVFaceLoss")) {
            return lvFace(LOSS + "LVFaceLoss.");
        }
        return values.has(LOSS + "MagFaceLoss") ? magFace(LOSS + "MagFaceLoss.") : margin(LOSS + "MarginLoss.");
    }

    private LossConfig margin(String key) {
        return new LossConfig.Margin(
                values.number(key + "m1"),
                values.number(key + "m2"),
                values.number(key + "m3"),
                values.number(key + "s"),
                values.text(key + "gradient").equals(STRAIGHT_THROUGH),
                values.number(key + "interclass_filtering_threshold"));
    }

    private LossConfig adaFace(String key) {
        return new LossConfig.AdaFace(
                values.number(key + "m"),
                values.number(key + "h"),
                values.number(key + "t_alpha"),
                values.number(key + "s"),
                values.text(key + "gradient").equals(STRAIGHT_THROUGH));
    }

    private LossConfig curricularFace(String key) {
        return new LossConfig.CurricularFace(
                values.number(key + "m"), values.number(key + "t_alpha"), values.number(key + "s"));
    }

    private LossConfig elasticFace(String key) {
        return new LossConfig.ElasticFace(
                values.text(key + "form").equals("arc"),
                values.flag(key + "plus"),
                values.number(key + "mean"),
                values.number(key + "std"),
                values.number(key + "s"));
    }

    private LossConfig uniFace(String key) {
        return new LossConfig.UniFace(
                values.number(key + "m"),
                values.number(key + "l"),
                values.number(key + "s"),
                values.number(key + "bias"));
    }

    private LossConfig lvFace(String key) {
        return new LossConfig.LVFace(
                values.number(key + "m"),
                values.number(key + "t_alpha"),
                values.number(key + "s"),
                values.text(key + "stage_by").equals("epoch"),
                values.numbers(key + "thresholds", Number::doubleValue),
                values.numbers(key + "boundaries", Number::intValue),
                values.numbers(key + "ratios", Number::doubleValue));
    }

    private LossConfig magFace(String key) {
        return new LossConfig.MagFace(
                values.number(key + "l_a"),
                values.number(key + "u_a"),
                values.number(key + "l_margin"),
                values.number(key + "u_margin"),
                values.number(key + "lambda_g"),
                values.flag(key + "easy_margin"),
                values.number(key + "s"));
    }
}
