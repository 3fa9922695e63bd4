// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The steps by hand work for a user who is not root: the user's own shell opens what is outside quotes, before sudo runs. */
final class ByHandTest {

    private static final Path DOCS = Path.of("../docs");

    /** A command with sudo, at the beginning of a line or in backquotes, up to its end. */
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^\\s*|`)(sudo [^`\\n]*)");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|(?:^|\\s)#.*");

    @Test
    void docsByHandManifestsAndAllOtherFilesOfRootAreOpenedByRootsShell() throws IOException {
        List<String> opened = new ArrayList<>();
        int commands = 0;
        for (Path page : pages()) {
            Matcher command = COMMAND.matcher(Files.readString(page));
            while (command.find()) {
                commands++;
                if (isOpenedByTheUser(command.group(1))) {
                    opened.add(page + ": " + command.group(1));
                }
            }
        }

        assertThat(commands).isGreaterThan(10);
        assertThat(opened)
                .as("put it into sudo sh -c '…'; kubeadm makes its folders with mode 0700")
                .isEmpty();
    }

    @Test
    void aPatternOrARedirectionOutsideQuotesIsNoticed() {
        assertThat(isOpenedByTheUser("sudo mv /etc/kubernetes/manifests/*.yaml /root/"))
                .isTrue();
        assertThat(isOpenedByTheUser("sudo cat /root/a > /etc/b")).isTrue();
        assertThat(isOpenedByTheUser("sudo sh -c 'mv /etc/kubernetes/manifests/*.yaml /root/'  # all of kube-*"))
                .isFalse();
    }

    private static boolean isOpenedByTheUser(String command) {
        return QUOTED.matcher(command).replaceAll("").matches(".*[*?<>].*");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
