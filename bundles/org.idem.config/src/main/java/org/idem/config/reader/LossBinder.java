package org.idem.config.reader;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.idem.config.loss.LossConfig;
import org.idem.config.loss.LossKey;
import org.idem.config.schema.Schema;
import org.idem.config.schema.TypedConfig;

/** Makes the record of the margin head that {@code Loss.Train} names; heads are known by the schema alone. */
final class LossBinder {
    private static final String ENTRY = "Loss.Train.0";

    private final TypedConfig values;

    LossBinder(TypedConfig values) {
        this.values = values;
    }

    /** The dotted key of the head's section, such as {@code Loss.Train.0.MarginLoss}; null where there is none. */
    String section() {
        return Schema.children(ENTRY).stream()
                .map(head -> ENTRY + "." + head.name())
                .filter(values::has)
                .findFirst()
                .orElse(null);
    }

    /** The record of {@link #section}, with 0, false or an empty list for keys whose values were refused. */
    LossConfig bind() {
        String section = section();
        try {
            return bind(recordOf(section.substring(ENTRY.length() + 1)), section + ".");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No record for the keys of " + section, e);
        }
    }

    /** The record of a head's section. */
    static Class<? extends LossConfig> recordOf(String name) throws ClassNotFoundException {
        return Class.forName(LossConfig.class.getPackageName() + "." + name).asSubclass(LossConfig.class);
    }

    private <T> T bind(Class<T> type, String prefix) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] bound = Arrays.stream(components)
                .map(component -> value(component, prefix + keyOf(component)))
                .toArray();
        Constructor<T> constructor = type.getDeclaredConstructor(types);
        return constructor.newInstance(bound);
    }

    /** Name of the key within the section that a component is bound to. */
    static String keyOf(RecordComponent component) {
        LossKey key = component.getAnnotation(LossKey.class);
        return key == null ? component.getName() : key.value();
    }

    private Object value(RecordComponent component, String key) {
        Class<?> type = component.getType();
        if (type == double.class) {
            return values.number(key);
        }
        if (type == int.class) {
            return values.integer(key);
        }
        if (type == boolean.class) {
            LossKey named = component.getAnnotation(LossKey.class);
            boolean chosen = named != null && !named.choice().isEmpty();
            return chosen ? values.text(key).equals(named.choice()) : values.flag(key);
        }
        if (type == String.class) {
            return values.text(key);
        }
        boolean whole = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0] == Integer.class;
        return whole ? values.numbers(key, Number::intValue) : values.numbers(key, Number::doubleValue);
    }
}
