"""What Sharewell adds to Rasa: graph components, the REST channel, the server and the encoder's build."""
