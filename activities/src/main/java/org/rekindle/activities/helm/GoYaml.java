// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.DirectiveToken;
import org.yaml.snakeyaml.tokens.Token;

/** What Helm refuses and our YAML reads: Helm reads by the YAML 1.1 of Go, and passes the values on as JSON. */
final class GoYaml {

    private static final Pattern DIRECTIVE = Pattern.compile("(?m)^%");
    private static final Pattern NO_NUMBER = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private GoYaml() {}

    /** The line of the first directive that it does not take; empty when there is none. */
    static OptionalInt directive(String text, LoaderOptions options) {
        if (!DIRECTIVE.matcher(text).find()) {
            return OptionalInt.empty();
        }
        Scanner scanner = new ScannerImpl(new StreamReader(text), options);
        while (!scanner.checkToken(Token.ID.StreamEnd)) {
            if (scanner.getToken() instanceof DirectiveToken<?> directive && !isTaken(directive)) {
                return OptionalInt.of(directive.getStartMark().getLine() + 1);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isTaken(DirectiveToken<?> directive) {
        return directive.getName().equals("TAG")
                || (directive.getName().equals("YAML") && List.of(1, 1).equals(directive.getValue()));
    }

    /** Whether it merges what is no map: a scalar, or a list that holds one or that an alias stands for. */
    static boolean mergesNoMap(NodeTuple tuple) {
        if (!tuple.getKeyNode().getTag().equals(Tag.MERGE) || tuple.getValueNode() instanceof MappingNode) {
            return false;
        }
        boolean isListHere = tuple.getValueNode() instanceof SequenceNode list
                && list.getStartMark().getIndex()
                        > tuple.getKeyNode().getStartMark().getIndex()
                && list.getValue().stream().allMatch(MappingNode.class::isInstance);
        return !isListHere;
    }

    /** Whether it is a number of which JSON knows none. */
    static boolean isNoNumber(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.FLOAT)
                && NO_NUMBER.matcher(scalar.getValue()).matches();
    }
}
