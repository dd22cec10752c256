package org.idem.train.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.config.AdafactorConfig;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Means;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Adafactor (Shazeer and Stern, arXiv 1804.04235) as PLSC has it. The average of squared gradients of a tensor of two
 * or more axes is kept as its means over the last and over the last but one axis, which takes r + c values instead of r
 * · c.
 */
public final class Adafactor implements Optimizer {
    private static final String MEAN = "mean/";

    private final ParameterBuffers parameters;
    private final WeightDecay decay;
    private final AdafactorConfig keys;
    private final Map<String, Tensor> state = new LinkedHashMap<>();
    /** Root of the number of values of each tensor. */
    private final DoubleVector roots;

    private long steps;

    /** Updates these parameters. */
    public Adafactor(ParameterBuffers parameters, WeightDecay decay, AdafactorConfig keys) {
        this.parameters = parameters;
        this.decay = decay;
        this.keys = keys;
        TensorScope.run(() -> parameters.ranges().keySet().forEach(this::addState));
        this.roots = TensorScope.compute(() -> DoubleVector.of(parameters.ranges().values().stream()
                        .mapToDouble(range -> Math.sqrt(range.length()))
                        .toArray())
                .retain());
    }

    private void addState(String name) {
        long[] shape = parameters.shape(name);
        int axes = shape.length;
        if (axes < 2) {
            addBuffer("square/" + name, shape);
        } else {
            long[] rows = shape.clone();
            rows[axes - 1] = 1;
            addBuffer("row/" + name, rows);
            long[] columns = shape.clone();
            columns[axes - 2] = 1;
            addBuffer("column/" + name, columns);
        }
        if (keys.beta1() > 0) {
            addBuffer(MEAN + name, shape);
        }
    }

    private void addBuffer(String key, long... shape) {
        state.put(key, Tensor.zeros(shape).retain());
    }

    @Override
    public void step(double rate) {
        steps++;
        TensorScope.run(() -> {
            List<String> names = List.copyOf(parameters.ranges().keySet());
            names.forEach(name -> TensorScope.run(() -> {
                Tensor g = gradient(name);
                g.div_(rootMeanSquares(name, g));
            }));
            DoubleVector rates = rates(names, rate);
            Tensor factors = rates.dividedBy(excess(names).atLeast(1)).toFloats();
            for (int i = 0; i < names.size(); i++) {
                int own = i;
                TensorScope.run(() -> update(names.get(own), rates.at(own), factors.narrow(own, 1)));
            }
        });
    }

    /** The learning rate of each tensor, by its root mean square where that is asked for. */
    private DoubleVector rates(List<String> names, double rate) {
        return keys.scaleParameter()
                ? rootMeans(names.stream().map(this::weight).toList())
                        .atLeast(keys.leastScale())
                        .times(rate)
                : DoubleVector.constant(rate, names.size());
    }

    /** Root mean square of each tensor's update, in the largest that is allowed. */
    private DoubleVector excess(List<String> names) {
        return rootMeans(names.stream().map(this::gradient).toList()).dividedBy(keys.clipThreshold());
    }

    private DoubleVector rootMeans(List<Tensor> tensors) {
        return DoubleVector.norms(tensors).dividedBy(roots);
    }

    private Tensor weight(String name) {
        return parameters.view(parameters.values(), name);
    }

    private Tensor gradient(String name) {
        return parameters.view(parameters.gradients(), name);
    }

    /** The gradient's place holds the update already. */
    private void update(String name, DoubleVector rate, Tensor factor) {
        Tensor w = weight(name);
        Tensor update = gradient(name).mul_(factor);
        if (keys.beta1() > 0) {
            update = state.get(MEAN + name).mul_(keys.beta1()).add_(update, 1 - keys.beta1());
        }
        if (keys.vectorsDecay() || w.shape().length > 1) {
            w.mul_(rate.times(-decay.forTensor(name)).plus(1).toFloats());
        }
        w.add_(update, -1);
    }

    /** Root of the averaged squares, which this step's gradient enters. */
    private Tensor rootMeanSquares(String name, Tensor g) {
        double beta = keys.beta2(steps);
        Tensor squares = g.square().add_(keys.epsilon());
        Tensor full = state.get("square/" + name);
        if (full != null) {
            return full.mul_(beta).add_(squares, 1 - beta).duplicate().sqrt_();
        }
        int axes = g.shape().length;
        Tensor row = state.get("row/" + name).mul_(beta).add_(Means.along(squares, axes - 1), 1 - beta);
        Tensor column = state.get("column/" + name).mul_(beta).add_(Means.along(squares, axes - 2), 1 - beta);
        return row.div(Means.along(row, axes - 2))
                .sqrt_()
                .mul(column.duplicate().sqrt_());
    }

    @Override
    public Map<String, Tensor> state() {
        return new LinkedHashMap<>(state);
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public void setSteps(long taken) {
        steps = taken;
    }

    @Override
    public void close() {
        state.values().forEach(Tensor::close);
        roots.close();
    }
}
