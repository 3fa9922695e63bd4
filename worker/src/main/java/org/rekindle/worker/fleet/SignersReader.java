// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.AllowedSigners;
import org.rekindle.activities.approval.SignerKey;
import org.rekindle.activities.approval.Signers;
import org.rekindle.activities.approval.SshPublicKey;
import org.rekindle.activities.approval.UnusableKey;
import org.rekindle.activities.approval.passkey.Passkey;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.workflows.teardown.ApprovalCheck;

/**
 * Reads what people sign approvals with: the keys and passkeys of {@code people:}, the keys of the file that {@code allowedSigners:}
 * names, and logins.
 */
final class SignersReader {

    private static final String BY_POLICY = "is `policy`, by which this file itself approves";
    private static final String NAME_A_HUMAN = "name a human";

    /** In bytes, for more than a thousand keys. */
    private static final int LARGEST = 1024 * 1024;

    private final YamlTree tree;
    private final List<SignerKey> keys = new ArrayList<>();
    private final List<Passkey> passkeys = new ArrayList<>();
    private final List<ConfigFault> faults = new ArrayList<>();
    private final KeyOwners owners = new KeyOwners();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> withSshKey = new TreeSet<>();
    private final OidcReader logins;
    /** All people, also those without a key. */
    private final List<String> people = new ArrayList<>();

    SignersReader(YamlTree tree, PathResolver places) {
        this.tree = tree;
        this.logins = new OidcReader(tree, places);
        names.addAll(logins.names());
        faults.addAll(logins.faults());
        for (int i = 0; i < tree.at("/people").size(); i++) {
            readPerson("/people/" + i);
        }
        String file = tree.text("/allowedSigners");
        if (file != null) {
            readFile(places.resolve(file));
        }
    }

    /** The address at which people open the worker's pages, for which passkeys are made; null where the file has none. */
    static @Nullable PasskeySite site(YamlTree tree) {
        String address = tree.text("/page/address");
        return address == null ? null : PasskeySite.of(address);
    }

    /** Those that can be used. */
    Signers signers() {
        return new Signers(keys, passkeys, logins.signers());
    }

    List<ConfigFault> faults() {
        return List.copyOf(faults);
    }

    /** Who can sign, or was meant to; empty where nobody can. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    /** Who has an SSH key, or was meant to. */
    Set<String> withSshKey() {
        return Set.copyOf(withSshKey);
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
            withSshKey.add(name);
        }
        for (String kind : List.of("/keys", "/passkeys")) {
            if (!tree.at(at + kind).isMissingNode()) {
                names.add(name);
            }
        }
        for (int i = 0; i < tree.at(at + "/keys").size(); i++) {
            readKey(at + "/keys/" + i, name);
        }
        for (int i = 0; i < tree.at(at + "/passkeys").size(); i++) {
            readPasskey(at + "/passkeys/" + i, name);
        }
    }

    private void readPasskey(String at, String name) {
        String line = tree.text(at);
        PasskeySite site = site(tree);
        if (line == null) {
            return;
        }
        if (site == null) {
            faults.add(tree.fault(
                    at,
                    "is made for the address of the worker's pages, which is not given",
                    "write `page: {address: https://rekindle.example.org}`"));
            return;
        }
        Optional<Passkey> passkey = Passkey.read(name, line, site);
        if (passkey.isEmpty()) {
            faults.add(tree.fault(
                    at, "is no passkey", "write the whole text that the page /passkey of the worker printed"));
        } else if (isNew(passkey.get().id(), name, tree.fault(at, "", ""))) {
            passkeys.add(passkey.get());
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
            withSshKey.add(key.person());
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
        if (isNew(key.key().fingerprint(), key.person(), where)) {
            keys.add(key);
        }
    }

    /** Whether a key or a passkey is not there yet; if it is, that is a fault. */
    private boolean isNew(String id, String person, ConfigFault where) {
        Optional<ConfigFault> fault = owners.fault(id, person, where);
        fault.ifPresent(faults::add);
        return fault.isEmpty();
    }
}
