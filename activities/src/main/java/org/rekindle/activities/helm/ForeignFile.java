// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises a file that is no values file although one is expected: encrypted, a pointer, a template, half merged. */
enum ForeignFile {
    GIT_CRYPT("^\\x00GITCRYPT\\x00", "is locked by git-crypt", "run `git-crypt unlock` in its repository"),
    GIT_LFS(
            "^version https://git-lfs\\.github\\.com/spec/",
            "is a pointer of Git LFS, not the file itself",
            "run `git lfs pull` in its repository"),
    ANSIBLE_VAULT("^\\$ANSIBLE_VAULT;", "is encrypted by Ansible Vault", "decrypt it with `ansible-vault decrypt`"),
    AGE(
            "^(age-encryption\\.org/v1|-----BEGIN AGE ENCRYPTED FILE-----)",
            "is encrypted by age",
            "decrypt it with `age --decrypt`"),
    PGP("^-----BEGIN PGP MESSAGE-----", "is encrypted by OpenPGP", "decrypt it with `gpg --decrypt`"),
    SOPS_LINES(
            "(?m)^(sops_(mac|version|lastmodified)=|\\[sops\\]\\s*$)",
            "is encrypted by sops as dotenv or INI, which Helm cannot read",
            "decrypt it with `sops --decrypt` and write it as YAML"),
    CONFLICT(
            "(?m)^(<{7}|>{7}|\\|{7})( |$)",
            "has the marks of a merge conflict",
            "choose one side and remove the lines with <<<<<<<, ======= and >>>>>>>"),
    PAGE("(?i)^\\s*<(!doctype|html)\\b", "is a web page", "fetch the file itself");

    /** As Go's templates are named, which helmfile and helm-secrets render before Helm sees them. */
    private static final List<String> TEMPLATES = List.of(".gotmpl", ".tpl", ".j2");

    private final Pattern mark;
    private final String problem;
    private final String cure;

    ForeignFile(String mark, String problem, String cure) {
        this.mark = Pattern.compile(mark);
        this.problem = problem;
        this.cure = cure;
    }

    /** What a text is instead of a values file; empty when nothing speaks against it. */
    static Optional<FileFault> of(Path file, String text) {
        String name = String.valueOf(file.getFileName());
        if (TEMPLATES.stream().anyMatch(name::endsWith)) {
            return Optional.of(new FileFault(
                    file, 0, "is a template of a values file", "render it first, and name the file that comes of it"));
        }
        for (ForeignFile form : values()) {
            Matcher found = form.mark.matcher(text);
            if (found.find()) {
                int line = Math.toIntExact(text.substring(0, found.start())
                                .chars()
                                .filter(each -> each == '\n')
                                .count()
                        + 1);
                return Optional.of(new FileFault(file, line, form.problem, form.cure));
            }
        }
        return Optional.empty();
    }
}
