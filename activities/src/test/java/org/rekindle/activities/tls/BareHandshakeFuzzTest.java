// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** Whatever a server answers to a handshake, it has shown a certificate, or a sentence says why not. The seeds are such answers. */
final class BareHandshakeFuzzTest {

    @FuzzTest
    void anAnswerShowsACertificateOrATrouble(byte[] answer) throws IOException {
        try (Socket socket = new AnsweredSocket(answer)) {
            HandshakeResult result = new BareHandshake(socket, "hub.example.org").look();

            assertThat(result.isShown() || result.trouble() != null).isTrue();
        }
    }

    /** A connection on which a server has said all that it says. */
    private static final class AnsweredSocket extends Socket {

        private final InputStream answer;

        AnsweredSocket(byte[] answer) {
            this.answer = new ByteArrayInputStream(answer);
        }

        @Override
        public InputStream getInputStream() {
            return answer;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }
    }
}
