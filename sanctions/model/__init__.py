"""The model: law states, inputs, the graph of equations, draws, metrics, one assessment."""
