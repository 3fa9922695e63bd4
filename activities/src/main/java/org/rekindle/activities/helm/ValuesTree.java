// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys and values of a values file, compared with what Helm makes of them. No fault quotes a value or the parser's words. */
final class ValuesTree {

    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int DEEPEST = 1000;

    /** sops and hiera-eyaml; {@code ENC[AES256_GCM,data:...]}. */
    private static final Pattern CIPHERTEXT = Pattern.compile("^\\s*ENC\\[[A-Z0-9_]+,.*", Pattern.DOTALL);

    /** What vals and helm-secrets replace before Helm sees it, and the Vault plugin of Argo CD. */
    private static final Pattern REFERENCE =
            Pattern.compile("^\\s*((secret)?ref\\+[a-z0-9]+://\\S+|<path:[^>]+#[^>]+>)\\s*$");

    private static final String SOPS_CURE =
            "write it decrypted (`sops --decrypt FILE > OTHER`, readable by the worker's user only) and name that file, or put"
                    + " `sops` on the worker's PATH with its keys";

    private final Path file;
    private final boolean canDecrypt;
    private final Map<Node, Boolean> visited = new HashMap<>();

    private ValuesTree(Path file, boolean canDecrypt) {
        this.file = file;
        this.canDecrypt = canDecrypt;
    }

    static Optional<FileFault> fault(Path file, String text, boolean canDecrypt) {
        try {
            return new ValuesTree(file, canDecrypt).documents(text);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            return Optional.of(new FileFault(file, line, "is not YAML", cure(text, line)));
        } catch (YAMLException e) {
            return Optional.of(new FileFault(file, 0, "is not YAML", "remove characters that no text has"));
        } catch (StackOverflowError | NumberFormatException e) {
            return Optional.of(new FileFault(file, 0, "is not YAML that can be read", "fix its syntax"));
        }
    }

    private static String cure(String text, int line) {
        boolean tab = text.lines()
                .skip(Math.max(0, line - 1))
                .limit(1)
                .anyMatch(each -> each.stripTrailing().startsWith("\t") || each.matches("\\s*\\t.*"));
        if (tab) {
            return "indent with spaces, not with tabs";
        }
        return "fix the syntax at this line";
    }

    private Optional<FileFault> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        String plain = YamlTabs.asBlanks(text, options);
        Iterator<Node> documents =
                new Yaml(options).composeAll(new java.io.StringReader(plain)).iterator();
        Node first = null;
        while (documents.hasNext()) {
            Node document = documents.next();
            if (isNothing(document)) {
                continue;
            }
            if (first != null) {
                return Optional.of(fault(
                        document, "holds a second document, which Helm leaves out", "keep one, without a line of ---"));
            }
            first = document;
        }
        OptionalInt directive = GoYaml.directive(plain, options);
        if (directive.isPresent()) {
            return Optional.of(new FileFault(
                    file,
                    directive.getAsInt(),
                    "has a directive (%) that Helm does not take; it reads YAML 1.1",
                    "remove the line"));
        }
        if (first == null) {
            return Optional.empty();
        }
        return top(first);
    }

    private static boolean isNothing(@Nullable Node document) {
        return document == null || document.getTag().equals(Tag.NULL);
    }

    private Optional<FileFault> top(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.of(
                    fault(node, "holds " + kind(node) + " where keys are expected", "write keys with values"));
        }
        @Nullable Node sops = value(mapping, "sops");
        boolean encrypted = sops instanceof MappingNode metadata && value(metadata, "mac") != null;
        if (encrypted && sops != null) {
            boolean whole = value(mapping, "data") instanceof ScalarNode data
                    && mapping.getValue().size() == 2
                    && CIPHERTEXT.matcher(data.getValue()).matches();
            if (whole || !canDecrypt) {
                return Optional.of(fault(sops, "is encrypted by sops" + (whole ? " as a whole" : ""), SOPS_CURE));
            }
            return Optional.empty();
        }
        return look(node);
    }

    private static String kind(Node node) {
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return "a single value";
    }

    private Optional<FileFault> look(Node node) {
        if (visited.put(node, true) != null) {
            return Optional.empty();
        }
        String tag = node.getTag().getValue();
        if (tag.startsWith("!")) {
            return Optional.of(fault(node, tagged(tag), "write the value itself, without a tag"));
        }
        if (node instanceof ScalarNode scalar) {
            return text(scalar);
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .flatMap(each -> look(each).stream())
                    .findFirst();
        }
        if (node instanceof MappingNode mapping) {
            return keys(mapping);
        }
        return Optional.empty();
    }

    private static String tagged(String tag) {
        if (tag.startsWith("!vault")) {
            return "is encrypted by Ansible Vault";
        }
        return "has the tag " + shortened(tag) + ", which Helm leaves out";
    }

    private static String shortened(String tag) {
        if (tag.length() <= 30) {
            return tag;
        }
        return tag.substring(0, 30) + "…";
    }

    private Optional<FileFault> text(ScalarNode scalar) {
        if (GoYaml.isNoNumber(scalar)) {
            return Optional.of(fault(
                    scalar, "holds .nan or .inf, which Helm cannot pass on", "write a number, or put it in quotes"));
        }
        if (CIPHERTEXT.matcher(scalar.getValue()).matches()) {
            return Optional.of(fault(scalar, "holds an encrypted value (ENC[…])", SOPS_CURE));
        }
        if (REFERENCE.matcher(scalar.getValue()).matches()) {
            return Optional.of(fault(
                    scalar,
                    "holds a reference to a secret (ref+…, <path:…>), which Helm does not resolve",
                    "render the file with vals or helm-secrets first, and name the file that comes of it"));
        }
        return Optional.empty();
    }

    private Optional<FileFault> keys(MappingNode mapping) {
        Map<String, Integer> seen = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.NULL)) {
                return Optional.of(fault(
                        tuple.getKeyNode(),
                        "has a key that is no text",
                        "use a plain word; put {{ … }} in quotes, and render templates first"));
            }
            Integer before = key.getTag().equals(Tag.MERGE) ? null : seen.put(key.getValue(), line(key));
            if (before != null) {
                return Optional.of(fault(
                        key, "has a key that is already in line " + before + ", of which Helm takes one", "keep one"));
            }
            if (GoYaml.mergesNoMap(tuple)) {
                return Optional.of(fault(
                        key, "merges (<<) what is no map", "name the anchor of a map, or a list of such anchors"));
            }
            Optional<FileFault> below = look(tuple.getValueNode());
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    private static @Nullable Node value(MappingNode mapping, String name) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    private FileFault fault(Node node, String problem, String cure) {
        return new FileFault(file, line(node), problem, cure);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
