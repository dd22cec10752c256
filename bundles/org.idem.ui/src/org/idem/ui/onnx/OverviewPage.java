package org.idem.ui.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.core.Units;
import org.idem.ui.widgets.KeyValuePane;
import org.idem.ui.widgets.table.RecordTable;
import org.idem.verify.onnx.InputDescription;
import org.idem.verify.onnx.OnnxFile;
import org.idem.verify.onnx.OnnxValue;

/** What a model file takes and gives, how a face has to be prepared for it, and what its graph is made of. */
final class OverviewPage implements OnnxPage {
    private static final int MOST_VALUES = 100;

    private record Value(String kind, OnnxValue value) {}

    private record Operator(String name, int nodes) {}

    private final SashForm halves;
    private final RecordTable<Value> values;
    private final KeyValuePane contract;
    private final KeyValuePane graph;
    private final RecordTable<Operator> operators;

    OverviewPage(Composite parent) {
        halves = new SashForm(parent, SWT.HORIZONTAL);
        Composite left = column();
        heading(left, "What a face has to be made like");
        contract = figures(left);
        heading(left, "Inputs and outputs");
        values = new RecordTable<Value>(left)
                .column("", 72, SWT.LEAD, Value::kind)
                .column(
                        "Name",
                        140,
                        SWT.LEAD,
                        one -> OnnxReading.line(one.value().name()))
                .column("Type", 80, SWT.LEAD, one -> one.value().type())
                .column(
                        "Shape",
                        200,
                        SWT.LEAD,
                        one -> OnnxReading.line(one.value().shape()))
                .stretched(200);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(values.control());
        Composite right = column();
        heading(right, "Graph");
        graph = figures(right);
        operators = new RecordTable<Operator>(right)
                .column("Operator", 200, SWT.LEAD, one -> OnnxReading.line(one.name()))
                .column("Nodes", 80, SWT.TRAIL, one -> Units.count(one.nodes()));
        GridDataFactory.fillDefaults().grab(true, true).applyTo(operators.control());
        halves.setWeights(58, 42);
    }

    private Composite column() {
        Composite column = new Composite(halves, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(8, 4).applyTo(column);
        return column;
    }

    private static void heading(Composite parent, String text) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(text);
        label.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
    }

    private static KeyValuePane figures(Composite parent) {
        KeyValuePane pane = new KeyValuePane(parent, 1);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(pane);
        return pane;
    }

    @Override
    public String title() {
        return "Overview";
    }

    @Override
    public Control control() {
        return halves;
    }

    @Override
    public void show(OnnxReading reading) {
        OnnxFile file = reading.file();
        contract.show(contract(reading.claims().input()));
        graph.show(graph(file));
        List<Value> shown = new ArrayList<>();
        file.inputs().stream().limit(MOST_VALUES).forEach(one -> shown.add(new Value("input", one)));
        file.outputs().stream().limit(MOST_VALUES).forEach(one -> shown.add(new Value("output", one)));
        values.show(shown);
        operators.show(file.operators().entrySet().stream()
                .map(one -> new Operator(one.getKey(), one.getValue()))
                .toList());
        halves.layout(true, true);
    }

    private static Map<String, String> contract(InputDescription input) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("Size", input.size() == 0 ? "any" : input.size() + " × " + input.size() + " pixels, aligned");
        shown.put("Channels", input.color().equals("bgr") ? "blue, green, red" : "red, green, blue");
        shown.put("Values", "(sample / 255 − " + numbers(input.mean()) + ") / " + numbers(input.std()));
        shown.put("Layout", input.layout());
        shown.put("Known from", input.from().equals("metadata") ? "the file" : "what is usual; the file does not say");
        return shown;
    }

    private static String numbers(List<Double> channels) {
        return channels.stream().distinct().count() == 1
                ? String.valueOf(channels.get(0))
                : channels.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    private static Map<String, String> graph(OnnxFile file) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("Name", OnnxReading.line(file.name()));
        shown.put("Written by", file.producer().isEmpty() ? "unknown" : OnnxReading.line(file.producer()));
        shown.put("Format", "ONNX, IR version " + file.irVersion() + ", opset " + file.opset());
        shown.put("Weights", weights(file.weights()));
        return shown;
    }

    private static String weights(Map<String, Long> weights) {
        return weights.isEmpty()
                ? "none in the file"
                : weights.entrySet().stream()
                        .map(one -> Units.bytes(one.getValue()) + " of " + one.getKey())
                        .collect(Collectors.joining(", "));
    }
}
