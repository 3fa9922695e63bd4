// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rekindle.activities.approval.AllowedSigners;
import org.rekindle.activities.approval.SignerKey;
import org.rekindle.activities.approval.Signers;
import org.rekindle.activities.approval.SshPublicKey;
import org.rekindle.activities.approval.UnusableKey;
import org.rekindle.workflows.teardown.ApprovalCheck;

/** Reads the keys by which people sign approvals: those of {@code people:}, and those of the file that {@code allowedSigners:} names. */
final class SignersReader {

    private static final String BY_POLICY = "is `policy`, by which this file itself approves";
    private static final String NAME_A_HUMAN = "name a human";

    /** In bytes, for more than a thousand keys. */
    private static final int LARGEST = 1024 * 1024;

    private final YamlTree tree;
    private final List<SignerKey> keys = new ArrayList<>();
    private final List<ConfigFault> faults = new ArrayList<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> names = new TreeSet<>();
    /** All people, also those without a key. */
    private final List<String> people = new ArrayList<>();

    SignersReader(YamlTree tree, PathResolver places) {
        this.tree = tree;
        for (int i = 0; i < tree.at("/people").size(); i++) {
            readPerson("/people/" + i);
        }
        String file = tree.text("/allowedSigners");
        if (file != null) {
            readFile(places.resolve(file));
        }
    }

    /** Those that can be used. */
    Signers signers() {
        return new Signers(keys);
    }

    List<ConfigFault> faults() {
        return List.copyOf(faults);
    }

    /** Who has a key, or was meant to have one; empty where the file has no keys at all. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    private void readPerson(String at) {
        String name = tree.text(at + "/name");
        if (name == null) {
            return;
        }
        if (people.stream().anyMatch(known -> ApprovalCheck.isSame(known, name))) {
            faults.add(tree.fault(
                    at + "/name", "`" + name + "` is there twice", "list all keys of a person in one place"));
        }
        checkName(name, tree.fault(at + "/name", BY_POLICY, NAME_A_HUMAN));
        people.add(name);
        if (!tree.at(at + "/keys").isMissingNode()) {
            names.add(name);
        }
        for (int i = 0; i < tree.at(at + "/keys").size(); i++) {
            readKey(at + "/keys/" + i, name);
        }
    }

    private void readKey(String at, String name) {
        String line = tree.text(at);
        if (line == null) {
            return;
        }
        try {
            add(SignerKey.of(name, SshPublicKey.read(line)), tree.fault(at, "", ""));
        } catch (UnusableKey unusable) {
            faults.add(tree.fault(at, unusable.problem(), unusable.cure()));
        }
    }

    private void readFile(Path file) {
        int before = keys.size() + faults.size();
        try {
            for (AllowedSigners.Line line : AllowedSigners.read(text(file))) {
                readLine(file, line);
            }
            if (keys.size() + faults.size() == before) {
                // Silence would mean that names are claims, which is not what a person expects who names such a file.
                faults.add(tree.fault(
                        "/allowedSigners",
                        "the file " + file + " has no key that may sign approvals",
                        "add a line such as `ben namespaces=\"rekindle\" ssh-ed25519 AAAA...`"));
            }
        } catch (IOException e) {
            faults.add(tree.fault(
                    "/allowedSigners",
                    "the file " + file + " cannot be read: " + e.getMessage(),
                    "name a file in OpenSSH's format allowed_signers"));
        }
    }

    /** A device or a pipe would be read for ever. */
    private static String text(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no plain file");
        }
        if (Files.exists(file) && Files.size(file) > LARGEST) {
            throw new IOException("it is larger than " + LARGEST + " bytes");
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw new IOException("it is not text in UTF-8", e);
        }
    }

    private void readLine(Path file, AllowedSigners.Line line) {
        UnusableKey unusable = line.fault();
        SignerKey key = line.key();
        if (unusable != null) {
            faults.add(new ConfigFault(file.toString(), line.number(), "", unusable.problem(), unusable.cure()));
        } else if (key != null) {
            checkName(key.person(), new ConfigFault(file.toString(), line.number(), "", BY_POLICY, NAME_A_HUMAN));
            checkSpelling(key.person(), file, line.number());
            names.add(key.person());
            add(key, new ConfigFault(file.toString(), line.number(), "", "", ""));
        }
    }

    private void checkSpelling(String name, Path file, int line) {
        names.stream()
                .filter(known -> !known.equals(name) && ApprovalCheck.isSame(known, name))
                .findFirst()
                .ifPresent(known -> faults.add(new ConfigFault(
                        file.toString(),
                        line,
                        "",
                        "has the name of `" + known + "`, written in another way, and both are one person",
                        "write the name as there, or give this person another one")));
    }

    private void checkName(String name, ConfigFault fault) {
        if (ApprovalCheck.isPolicy(name)) {
            faults.add(fault);
        }
    }

    /** @param where the place of the key, for a fault */
    private void add(SignerKey key, ConfigFault where) {
        String owner = owners.putIfAbsent(key.key().fingerprint(), key.person());
        if (owner == null) {
            keys.add(key);
        } else if (owner.equals(key.person())) {
            faults.add(new ConfigFault(where.file(), where.line(), where.key(), "is there twice", "keep it once"));
        } else {
            faults.add(new ConfigFault(
                    where.file(),
                    where.line(),
                    where.key(),
                    "is the same key as that of `" + owner + "`, so that two approvals could be one person's",
                    "give `" + key.person() + "` a key of their own"));
        }
    }
}
