package org.idem.config.loss;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The config key of a record's component, where it is not the component's name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface LossKey {
    /** Name of the key within the head's section. */
    String value();

    /** For a boolean component: the choice of the key at which it is true; empty where the key itself is a boolean. */
    String choice() default "";
}
