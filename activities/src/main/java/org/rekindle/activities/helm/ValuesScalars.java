// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rekindle.activities.redaction.SecretKeys;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * All scalars of a values file as they are written, with what their keys say of them. Read are nodes and not values: a value has
 * lost how it was written, and a stream of tokens does not know what an alias stands for.
 */
final class ValuesScalars {

    private static final int LARGEST_FILE = 64 * 1024 * 1024;
    private static final int DEEPEST = 1000;

    /** Booleans and nulls as YAML 1.1 knows them. In quotes they are nothing else to a chart. */
    private static final Set<String> SWITCHES = Set.of("true", "false", "yes", "no", "on", "off", "null", "~", "");

    private final Set<Scalar> found = new HashSet<>();
    /** A node is equal to itself only. */
    private final Map<Node, Boolean> visited = new HashMap<>();

    private ValuesScalars() {}

    /**
     * A scalar, neither boolean nor null.
     *
     * @param secret whether it is under a key that looks secret
     */
    record Scalar(String text, boolean secret) {

        /** Leaves the text out, which may be a secret. */
        @Override
        public String toString() {
            return "Scalar[" + (secret ? "secret" : "open") + "]";
        }
    }

    /** A file that is not YAML. It quotes nothing of the file. */
    static final class Fault extends Exception {

        private static final long serialVersionUID = 1L;

        private final String place;

        private Fault(String place) {
            super("not YAML" + place);
            this.place = place;
        }

        /** Such as {@code  (line 2, column 1)}, empty when the parser does not say. */
        String place() {
            return place;
        }
    }

    /** Reads a file. */
    static Set<Scalar> read(String file) throws Fault {
        StringWriter text = new StringWriter();
        try (UnicodeReader in = new UnicodeReader(Files.newInputStream(Path.of(file)))) {
            in.transferTo(text);
        } catch (CharacterCodingException e) {
            throw new Fault("");
        } catch (IOException e) {
            throw Failures.of(FailureCode.UNAVAILABLE, "Values file " + file + " could not be read.");
        }
        ValuesScalars scalars = new ValuesScalars();
        try {
            String plain = YamlTabs.asBlanks(text.toString(), options());
            for (Node document : new Yaml(options()).composeAll(new StringReader(plain))) {
                scalars.look(document, false);
            }
        } catch (YAMLException e) {
            // Not as a cause either: the parser's message quotes the file.
            throw new Fault(place(e));
        }
        return Set.copyOf(scalars.found);
    }

    /** Nothing is built of the nodes and each is visited twice at most, so that aliases need no limit. */
    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_FILE);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return options;
    }

    private void look(Node node, boolean secret) {
        Boolean before = visited.get(node);
        if (before != null && (before || !secret)) {
            return;
        }
        visited.put(node, secret);
        if (node instanceof ScalarNode scalar) {
            if (!SWITCHES.contains(scalar.getValue().toLowerCase(Locale.ROOT))) {
                found.add(new Scalar(scalar.getValue(), secret));
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(each -> look(each, secret));
        } else if (node instanceof MappingNode mapping) {
            boolean pair = secret || isSecretPair(mapping.getValue());
            mapping.getValue().forEach(tuple -> {
                boolean hides = tuple.getKeyNode() instanceof ScalarNode key
                        && (SecretKeys.looksSecret(key.getValue())
                                || (pair && key.getValue().equals("value")));
                look(tuple.getValueNode(), secret || hides);
            });
        }
    }

    /** {@code {name: DB_PASSWORD, value: abc}}, as environments are written. */
    private static boolean isSecretPair(List<NodeTuple> tuples) {
        return tuples.stream()
                .anyMatch(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && Set.of("name", "key").contains(key.getValue())
                        && tuple.getValueNode() instanceof ScalarNode name
                        && SecretKeys.looksSecret(name.getValue()));
    }

    private static String place(YAMLException e) {
        if (e instanceof MarkedYAMLException fault && fault.getProblemMark() != null) {
            Mark mark = fault.getProblemMark();
            return " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")";
        }
        return "";
    }
}
