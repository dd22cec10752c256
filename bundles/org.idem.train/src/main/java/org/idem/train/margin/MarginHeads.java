package org.idem.train.margin;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import org.idem.config.loss.LossConfig;

/**
 * Heads by their config. The class of this package that {@link LossConfig#headName()} names is the head: its constructor
 * takes the config's record, and a {@link MarginContext} after it if it needs one.
 */
public final class MarginHeads {
    private MarginHeads() {}

    /**
     * The head that a config asks for.
     *
     * @throws IllegalStateException if there is no such class, or none of its constructors takes the record
     */
    public static MarginHead of(LossConfig config, MarginContext context) {
        String name = MarginHeads.class.getPackageName() + "." + config.headName();
        try {
            Class<? extends MarginHead> type = Class.forName(name).asSubclass(MarginHead.class);
            return create(type, config, context);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No margin head " + name + " for " + config.key(), e);
        }
    }

    private static MarginHead create(Class<? extends MarginHead> type, LossConfig config, MarginContext context)
            throws ReflectiveOperationException {
        for (List<Object> arguments : List.of(List.<Object>of(config, context), List.<Object>of(config))) {
            Class<?>[] types = arguments.stream().map(Object::getClass).toArray(Class<?>[]::new);
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), types)) {
                    return type.cast(constructor.newInstance(arguments.toArray()));
                }
            }
        }
        throw new NoSuchMethodException("a constructor of " + config.getClass().getSimpleName());
    }
}
